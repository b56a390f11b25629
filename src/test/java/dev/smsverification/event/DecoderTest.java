package dev.smsverification.event;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.nio.charset.Charset;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecoderTest {

    private static final Duration TTL = Duration.ofMinutes(10);
    static final Decoder DECODER = new Decoder(TTL);
    static final String REQUEST = "{'phone':'+12025550110','usageType':'SignIn','code':'012345'}";
    private static final String AT = "requests-3-42";

    @Test
    void readsTheLeastRequest() {
        SmsRequest request = valid(REQUEST);

        assertThat(request.eventId()).isEqualTo(AT);
        assertThat(request.phone()).isEqualTo(new PhoneNumber("+12025550110", 1, "US"));
        assertThat(request.usageType()).isEqualTo("SignIn");
        assertThat(request.code()).isEqualTo("012345");
        assertThat(request.locale()).isEmpty();
        assertThat(request.requestedAt()).isEqualTo(Consumed.PUBLISHED);
        assertThat(request.expiresAt()).isEqualTo(Consumed.PUBLISHED.plus(TTL));
        assertThat(request.variables()).isEmpty();
    }

    @Test
    void readsTheFullestRequest() {
        SmsRequest request = valid(with("'id':'e-1','locale':'pt-BR','requestedAt':'2026-04-01T13:59:00+02:00',"
                + "'expiresAt':'2026-04-01T12:05:00Z','variables':{'application':{'name':'Acme'}}"));

        assertThat(request.eventId()).isEqualTo("e-1");
        assertThat(request.locale()).contains(Locale.forLanguageTag("pt-BR"));
        assertThat(request.requestedAt()).isEqualTo(Instant.parse("2026-04-01T11:59:00Z"));
        assertThat(request.expiresAt()).isEqualTo(Instant.parse("2026-04-01T12:05:00Z"));
        assertThat(request.variables().at("/application/name").asText()).isEqualTo("Acme");
    }

    @Test
    void addsTheMissingPlus() {
        assertThat(valid(REQUEST.replace("+", "")).phone().e164()).isEqualTo("+12025550110");
    }

    @Test
    void takesARequestFromTheFutureForOneOfNow() {
        SmsRequest request = valid(with("'requestedAt':'2026-04-01T18:00:00Z'"));

        assertThat(request.requestedAt()).isEqualTo(Consumed.ARRIVED);
        assertThat(request.expiresAt()).isEqualTo(Consumed.ARRIVED.plus(TTL));
    }

    @ParameterizedTest
    @ValueSource(strings = {"'id':null,'locale':null,'requestedAt':null,'expiresAt':null,'variables':null",
            "'locale':''",
            "'Code':5,'phones':[],'x':{'code':1},'y':1e999999999,'z':-0.1", "'code':'012345'"})
    void ignoresWhatItDoesNotKnowAndWhatIsNull(String more) {
        assertThat(valid(with(more))).isEqualTo(valid(REQUEST));
    }

    @Test
    void takesTheLastOfAFieldThatIsThereTwice() {
        assertThat(valid(with("'code':'543210'")).code()).isEqualTo("543210");
    }

    @Test
    void takesWhatIsJustSmallEnough() {
        String request = with("'more':'%s'");
        String padding = "x".repeat(64 * 1024 - request.length() + 2);

        assertThat(valid(request.formatted(padding))).isEqualTo(valid(REQUEST));
    }

    @ParameterizedTest
    @MethodSource
    void tellsWhatIsNoRequest(byte[] value, Reason reason) {
        assertThat(DECODER.decode(Consumed.request(value))).isInstanceOfSatisfying(Decoded.Malformed.class,
                malformed -> {
                    assertThat(malformed.reason()).isEqualTo(reason);
                    assertThat(malformed.eventId()).isEqualTo(AT);
                });
    }

    static Stream<Arguments> tellsWhatIsNoRequest() {
        byte[] garbage = new byte[2 * 1024 * 1024];
        new Random(7).nextBytes(garbage);
        byte[] fine = bytes(REQUEST, UTF_8);
        return Stream.of( //
                argumentSet("tombstone", null, Reason.EMPTY_VALUE),
                argumentSet("nothing", new byte[0], Reason.EMPTY_VALUE),
                argumentSet("2 MB of garbage", garbage, Reason.TOO_LARGE),
                argumentSet("a byte too much", bytes(" ".repeat(64 * 1024 + 1), UTF_8), Reason.TOO_LARGE),
                argumentSet("garbage", Arrays.copyOf(garbage, 1000), Reason.INVALID_ENCODING),
                argumentSet("truncated character", new byte[]{'{', '"', (byte) 0xc3}, Reason.INVALID_ENCODING),
                argumentSet("overlong character", new byte[]{'"', (byte) 0xc0, (byte) 0xaf, '"'},
                        Reason.INVALID_ENCODING),
                argumentSet("half a character", new byte[]{'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'},
                        Reason.INVALID_ENCODING),
                argumentSet("UTF-16 with byte order mark", bytes(REQUEST, UTF_16), Reason.INVALID_ENCODING),
                argumentSet("UTF-16 without byte order mark", bytes(REQUEST, UTF_16LE), Reason.NOT_JSON),
                argumentSet("UTF-32", bytes(REQUEST, Charset.forName("UTF-32")), Reason.NOT_JSON),
                argumentSet("UTF-8 with byte order mark", bytes("\ufeff" + REQUEST, UTF_8), Reason.NOT_JSON),
                argumentSet("truncated", Arrays.copyOf(fine, fine.length - 1), Reason.NOT_JSON),
                argumentSet("a prefix before it", bytes("\0\0\0\0\7" + REQUEST, UTF_8), Reason.NOT_JSON),
                argumentSet("something behind it", bytes(REQUEST + "{}", UTF_8), Reason.NOT_JSON),
                argumentSet("a thousand deep and one more",
                        bytes(with("'variables':" + "[".repeat(1_001) + "]".repeat(1_001)), UTF_8), Reason.NOT_JSON),
                argumentSet("thousands of values", bytes(with("'x':[" + "0,".repeat(2_000) + "0]"), UTF_8),
                        Reason.NOT_JSON),
                argumentSet("huge number", bytes(with("'x':" + "9".repeat(5_000)), UTF_8), Reason.NOT_JSON),
                argumentSet("number beyond all bounds", bytes(with("'x':1e99999999999"), UTF_8), Reason.NOT_JSON),
                argumentSet("not a number", bytes(with("'x':NaN"), UTF_8), Reason.NOT_JSON),
                argumentSet("comment", bytes("/* */" + REQUEST, UTF_8), Reason.NOT_JSON),
                argumentSet("text", bytes("code 012345", UTF_8), Reason.NOT_JSON),
                argumentSet("blank", bytes("  \n", UTF_8), Reason.NOT_JSON),
                argumentSet("null", bytes("null", UTF_8), Reason.NOT_JSON),
                argumentSet("array", bytes("[" + REQUEST + "]", UTF_8), Reason.NOT_JSON),
                argumentSet("string", bytes("'012345'", UTF_8), Reason.NOT_JSON),
                argumentSet("number", bytes("12345", UTF_8), Reason.NOT_JSON),
                argumentSet("empty object", bytes("{}", UTF_8), Reason.MISSING_FIELD));
    }

    static SmsRequest valid(String json) {
        return ((Decoded.Valid) DECODER.decode(Consumed.request(json, Map.of()))).request();
    }

    /** @param more further fields */
    static String with(String more) {
        return REQUEST.replace("}", "," + more + "}");
    }

    private static byte[] bytes(String json, Charset charset) {
        return json.replace('\'', '"').getBytes(charset);
    }
}
