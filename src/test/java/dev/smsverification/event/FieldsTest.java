package dev.smsverification.event;

import static dev.smsverification.event.DecoderTest.DECODER;
import static dev.smsverification.event.DecoderTest.REQUEST;
import static dev.smsverification.event.DecoderTest.valid;
import static dev.smsverification.event.DecoderTest.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each field of a request may hold. */
class FieldsTest {

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", value = {
            "phone       | -                        | MISSING_FIELD", //
            "phone       | null                     | MISSING_FIELD", //
            "phone       | 12025550110              | INVALID_PHONE", //
            "phone       | ['+12025550110']         | INVALID_PHONE", //
            "phone       | {'number':'12025550110'} | INVALID_PHONE", //
            "phone       | ''                       | INVALID_PHONE", //
            "phone       | '+'                      | INVALID_PHONE", //
            "phone       | '+1 202 555 0110'        | INVALID_PHONE", //
            "phone       | '+12025550110 '          | INVALID_PHONE", //
            "phone       | '+1-202-555-0110'        | INVALID_PHONE", //
            "phone       | '+1(202)5550110'         | INVALID_PHONE", //
            "phone       | 'tel:+12025550110'       | INVALID_PHONE", //
            "phone       | '+12025550110;ext=5'     | INVALID_PHONE", //
            "phone       | '++12025550110'          | INVALID_PHONE", //
            "phone       | '0012025550110'          | INVALID_PHONE", //
            "phone       | '+0012025550110'         | INVALID_PHONE", //
            "phone       | '+19995550110'           | INVALID_PHONE", //
            "phone       | '+120255501'             | INVALID_PHONE", //
            "phone       | '+1202555011012345'      | INVALID_PHONE", //
            "phone       | '+9990123456789'         | INVALID_PHONE", //
            "phone       | '+١٢٠٢٥٥٥٠١١٠'           | INVALID_PHONE", //
            "phone       | '+1202555O110'           | INVALID_PHONE", //
            "phone       | '+12025550110\\u0000'    | INVALID_PHONE", //
            "usageType   | -                        | MISSING_FIELD", //
            "usageType   | 5                        | INVALID_FIELD", //
            "usageType   | {}                       | INVALID_FIELD", //
            "usageType   | ''                       | INVALID_FIELD", //
            "usageType   | 'Sign\\nIn'              | INVALID_FIELD", //
            "usageType   | 'x{129}'                 | INVALID_FIELD", //
            "usageType   | '\\ud800'                | INVALID_FIELD", //
            "code        | -                        | MISSING_FIELD", //
            "code        | null                     | MISSING_FIELD", //
            "code        | 12345                    | INVALID_CODE", //
            "code        | 1.5                      | INVALID_CODE", //
            "code        | true                     | INVALID_CODE", //
            "code        | ['012345']               | INVALID_CODE", //
            "code        | ''                       | INVALID_CODE", //
            "code        | '0123\\t45'              | INVALID_CODE", //
            "code        | '0123\\u009b45'          | INVALID_CODE", //
            "code        | '0123\\u202845'          | INVALID_CODE", //
            "code        | '0123\\u061c45'          | INVALID_CODE", //
            "code        | '0123\\u200e45'          | INVALID_CODE", //
            "code        | '0123\\u202e45'          | INVALID_CODE", //
            "code        | '0123\\u206645'          | INVALID_CODE", //
            "code        | 'x{33}'                  | INVALID_CODE", //
            "code        | '0123\\udfff'            | INVALID_CODE", //
            "id          | ''                       | INVALID_FIELD", //
            "id          | 7                        | INVALID_FIELD", //
            "id          | 'x{129}'                 | INVALID_FIELD", //
            "id          | '\\ud83d'                | INVALID_FIELD", //
            "locale      | 'en US'                  | INVALID_FIELD", //
            "locale      | '../../etc'              | INVALID_FIELD", //
            "locale      | 5                        | INVALID_FIELD", //
            "requestedAt | 'yesterday'              | INVALID_FIELD", //
            "requestedAt | '2026-04-01'             | INVALID_FIELD", //
            "requestedAt | '2026-04-01T12:00:00'    | INVALID_FIELD", //
            "requestedAt | '2026-02-30T12:00:00Z'   | INVALID_FIELD", //
            "requestedAt | 1775044800               | INVALID_FIELD", //
            "requestedAt | '-999999999-01-01T00:00:00Z' | INVALID_FIELD", //
            "expiresAt   | '+999999999-12-31T23:59:59Z' | INVALID_FIELD", //
            "expiresAt   | '-0001-01-01T00:00:00Z'  | INVALID_FIELD", //
            "requestedAt | '0000-01-01T00:59:59+01:00' | INVALID_FIELD", //
            "expiresAt   | '9999-12-31T23:00:00-01:00' | INVALID_FIELD", //
            "expiresAt   | 'never'                  | INVALID_FIELD", //
            "expiresAt   | {}                       | INVALID_FIELD", //
            "variables   | 'Acme'                   | INVALID_FIELD", //
            "variables   | ['Acme']                 | INVALID_FIELD", //
            "variables   | 5                        | INVALID_FIELD"})
    void tellsWhatIsWrongWithAField(String field, String value, Reason reason) {
        Decoded decoded = DECODER.decode(Consumed.request(changed(field, value), Map.of()));

        assertThat(decoded).isInstanceOfSatisfying(Decoded.Malformed.class, malformed -> {
            assertThat(malformed.reason()).isEqualTo(reason);
            assertThat(malformed.detail()).startsWith(field + " ");
        });
    }

    @Test
    void reportsWhatIsWrongUnderTheIdThatWasGiven() {
        assertThat(DECODER.decode(Consumed.request("{'id':'e-1','phone':'none'}", Map.of())))
                .isEqualTo(new Decoded.Malformed("e-1", Reason.INVALID_PHONE, "phone is not a valid E.164 number"));
    }

    /** As the schemas do. */
    @Test
    void countsCharactersAndNotHowManyUnitsAStringTakesForThem() {
        assertThat(valid(with("'code':'" + "😀".repeat(32) + "'")).code()).hasSize(64);
    }

    /** @param value "x{n}" in it stands for so many x */
    private static String changed(String field, String value) {
        if (value == null) {
            return REQUEST.replaceFirst("'" + field + "':'[^']*',?", "").replace(",}", "}");
        }
        return with("'" + field + "':" + Pattern.compile("x\\{(\\d+)}").matcher(value)
                .replaceAll(found -> "x".repeat(Integer.parseInt(found.group(1)))));
    }
}
