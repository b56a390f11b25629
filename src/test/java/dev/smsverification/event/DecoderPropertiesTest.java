package dev.smsverification.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever comes in is a request or is told not to be one, and what is said of it gives nothing away. */
class DecoderPropertiesTest {

    private static final Decoder DECODER = new Decoder(Duration.ofMinutes(10));
    /** Of characters that no message of the worker has. */
    private static final String CODE = "\u2460\u2461\u2462\u2463\u2464\u2465";
    private static final String PHONE = "+447700900123";

    @Property(tries = 300)
    void bytesAreARequestOrNot(@ForAll byte[] value, @ForAll byte[] contentType, @ForAll byte[] ceId) {
        var headers = Consumed.headers(Map.of()).add("content-type", contentType).add("ce_id", ceId);

        assertTold(DECODER.decode(Consumed.request(value, headers)));
    }

    @Property(tries = 300)
    void jsonIsARequestOrNot(@ForAll("objects") ObjectNode json, @ForAll("headers") Map<String, String> headers) {
        assertTold(decode(json, headers));
    }

    @Property(tries = 300)
    void nothingSaidOfItGivesPhoneOrCodeAway(@ForAll("nearlyRequests") ObjectNode json,
            @ForAll("headers") Map<String, String> headers) {
        Decoded decoded = decode(json, headers);

        assertThat(decoded.toString()).doesNotContain(partsOf(CODE, 2)).doesNotContain(partsOf(PHONE, 5));
        if (decoded instanceof Decoded.Malformed malformed) {
            assertThat(malformed.detail()).doesNotContain(partsOf(CODE, 2)).doesNotContain(partsOf(PHONE, 5));
        }
    }

    @Provide
    Arbitrary<ObjectNode> objects() {
        return JsonValues.objects();
    }

    @Provide
    Arbitrary<Map<String, String>> headers() {
        return JsonValues.headers();
    }

    /** Secrets wherever something may be said of them. */
    @Provide
    Arbitrary<ObjectNode> nearlyRequests() {
        Arbitrary<String> field = Arbitraries.of("phone", "usageType", "code", "locale", "requestedAt", "expiresAt",
                "variables", "data", "data_base64", "time", "specversion");
        Arbitrary<String> secret = Arbitraries.of(CODE, PHONE, PHONE + CODE, CODE + "\n");
        return Combinators.combine(JsonValues.objects(), field.list().ofMinSize(1).ofMaxSize(4), secret)
                .as(DecoderPropertiesTest::spread);
    }

    private static ObjectNode spread(ObjectNode json, List<String> fields, String secret) {
        json.remove("id");
        json.put("phone", PHONE).put("code", CODE).put("usageType", "SignIn");
        fields.forEach(field -> json.set(field, JsonNodeFactory.instance.textNode(secret)));
        return json;
    }

    /** It has an id that can be reported, and either what can be sent or what is wrong. */
    private static void assertTold(Decoded decoded) {
        assertThat(decoded.eventId()).isNotEmpty();
        assertThat(decoded.eventId().codePoints().count()).isLessThanOrEqualTo(128);
        switch (decoded) {
            case Decoded.Valid(SmsRequest request) -> {
                assertThat(request.code()).matches(SmsRequest::isCode);
                assertThat(request.phone().e164()).matches("\\+[1-9][0-9]+");
                assertThat(request.usageType()).isNotEmpty();
            }
            case Decoded.Malformed malformed -> {
                assertThat(malformed.reason()).isNotNull();
                assertThat(malformed.detail()).isNotBlank();
            }
        }
    }

    private static Decoded decode(ObjectNode json, Map<String, String> headers) {
        return DECODER.decode(Consumed.request(json.toString().getBytes(UTF_8), Consumed.headers(headers)));
    }

    private static List<String> partsOf(String secret, int length) {
        return IntStream.rangeClosed(0, secret.length() - length)
                .mapToObj(start -> secret.substring(start, start + length)).toList();
    }
}
