package dev.smsverification.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloudEventTest {

    private static final Decoder DECODER = new Decoder(Duration.ofMinutes(10));
    private static final String DATA = "{'phone':'+12025550110','usageType':'SignIn','code':'012345'}";
    private static final Instant TIME = Instant.parse("2026-04-01T11:58:00Z");
    private static final Map<String, String> BINARY = Map.of("ce_specversion", "1.0", "ce_id", "ce-7", "ce_source",
            "/auth", "ce_type", "sms", "ce_time", TIME.toString(), "content-type", "application/json");
    private static final Map<String, String> STRUCTURED = Map.of("content-type", "application/cloudevents+json");
    private static final String ATTRIBUTES = "{'specversion':'1.0','id':'ce-7','source':'/auth','type':'sms','time':'"
            + TIME + "',";

    @Test
    void binaryModeGivesIdAndTime() {
        assertIsTheEvent(DECODER.decode(Consumed.request(DATA, BINARY)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/cloudevents+json", "application/cloudevents+json; charset=UTF-8",
            "Application/CloudEvents+JSON"})
    void structuredModeGivesIdAndTime(String contentType) {
        String event = ATTRIBUTES + "'data':" + DATA + "}";

        assertIsTheEvent(DECODER.decode(Consumed.request(event, Map.of("content-type", contentType))));
    }

    @Test
    void structuredModeMayCarryItsDataInBase64() {
        String event = ATTRIBUTES + "'data_base64':'" + base64(DATA) + "'}";

        assertIsTheEvent(DECODER.decode(Consumed.request(event, STRUCTURED)));
    }

    /** As programs write fields that are not set. */
    @Test
    void structuredModeMaySayThatThereAreNoDataInBase64() {
        String event = ATTRIBUTES + "'data_base64':null,'data':" + DATA + "}";

        assertIsTheEvent(DECODER.decode(Consumed.request(event, STRUCTURED)));
    }

    @Test
    void whatTheDataSayThemselvesGoesFirst() {
        String data = DATA.replace("}", ",'id':'e-1','requestedAt':'2026-04-01T11:59:00Z'}");

        SmsRequest request = valid(DECODER.decode(Consumed.request(data, BINARY)));

        assertThat(request.eventId()).isEqualTo("e-1");
        assertThat(request.requestedAt()).isEqualTo(Instant.parse("2026-04-01T11:59:00Z"));
    }

    @Test
    void headerWithoutValueIsNone() {
        var headers = Consumed.headers(Map.of()).add("ce_id", null).add("content-type", null);

        Decoded decoded = DECODER.decode(Consumed.request(DATA.replace('\'', '"').getBytes(UTF_8), headers));

        assertThat(valid(decoded).eventId()).isEqualTo("requests-3-42");
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(quoteCharacter = '`', value = {"ce_specversion,0.3", "ce_specversion,``", "ce_specversion,2.0",
            "ce_time,now", "ce_time,+999999999-01-01T00:00:00Z"})
    void brokenBinaryModeIsMalformed(String header, String value) {
        Map<String, String> headers = new HashMap<>(BINARY);
        headers.put(header, value);

        assertThat(reason(DECODER.decode(Consumed.request(DATA, headers)))).isEqualTo(Reason.INVALID_CLOUD_EVENT);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "{}                                                                      | INVALID_CLOUD_EVENT", //
            "[]                                                                      | NOT_JSON", //
            "{'id':'7','source':'/','type':'t','data':{}}                            | INVALID_CLOUD_EVENT", //
            "{'specversion':'0.3','id':'7','source':'/','type':'t','data':{}}        | INVALID_CLOUD_EVENT", //
            "{'specversion':1.0,'id':'7','source':'/','type':'t','data':{}}          | INVALID_CLOUD_EVENT", //
            "{'specversion':'1.0','source':'/','type':'t','data':{}}                 | INVALID_CLOUD_EVENT", //
            "{'specversion':'1.0','id':'','source':'/','type':'t','data':{}}         | INVALID_CLOUD_EVENT", //
            "{'specversion':'1.0','id':7,'source':'/','type':'t','data':{}}          | INVALID_CLOUD_EVENT", //
            "{'specversion':'1.0','id':'7','type':'t','data':{}}                     | INVALID_CLOUD_EVENT", //
            "{'specversion':'1.0','id':'7','source':'/','data':{}}                   | INVALID_CLOUD_EVENT", //
            "{'specversion':'1.0','id':'7','source':'/','type':'t','time':'now','data':{}} | INVALID_CLOUD_EVENT", //
            "{'specversion':'1.0','id':'7','source':'/','type':'t','time':7,'data':{}} | INVALID_CLOUD_EVENT", //
            "{'specversion':'1.0','id':'7','source':'/','type':'t'}                  | MISSING_FIELD", //
            "{'specversion':'1.0','id':'7','source':'/','type':'t','data':{}}        | MISSING_FIELD", //
            "{'specversion':'1.0','id':'7','source':'/','type':'t','data':'{}'}      | MISSING_FIELD", //
            "{'specversion':'1.0','id':'7','source':'/','type':'t','data':null}      | MISSING_FIELD", //
            "{'specversion':'1.0','id':'7','source':'/','type':'t','data_base64':'?'} | INVALID_CLOUD_EVENT", //
            "{'specversion':'1.0','id':'7','source':'/','type':'t','data_base64':''} | EMPTY_VALUE", //
            "{'specversion':'1.0','id':'7','source':'/','type':'t','data_base64':5}  | INVALID_CLOUD_EVENT", //
            "{'specversion':'1.0','id':'7','source':'/','type':'t','data_base64':'/////w=='} | INVALID_ENCODING", //
            "{'specversion':'1.0','id':'7','source':'/','type':'t','data_base64':'e30='} | MISSING_FIELD"})
    void brokenStructuredModeIsMalformed(String event, Reason reason) {
        assertThat(reason(DECODER.decode(Consumed.request(event, STRUCTURED)))).isEqualTo(reason);
    }

    @Test
    void brokenDataAreReportedUnderTheIdOfTheEvent() {
        assertThat(DECODER.decode(Consumed.request("{}", BINARY)))
                .isEqualTo(new Decoded.Malformed("ce-7", Reason.MISSING_FIELD, "phone is missing"));
    }

    /** Whoever published it looks for its status under this id. */
    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', value = {"ce_time,now", "ce_specversion,0.3"})
    void brokenEventOfBinaryModeIsReportedUnderItsId(String header, String value) {
        Map<String, String> headers = new HashMap<>(BINARY);
        headers.put(header, value);

        assertThat(DECODER.decode(Consumed.request(DATA, headers)).eventId()).isEqualTo("ce-7");
        assertThat(DECODER.decode(Consumed.request(DATA.replace("}", ",'id':'e-1'}"), headers)).eventId())
                .isEqualTo("e-1");
    }

    static Stream<Arguments> eventOfBinaryModeWhoseValueCannotBeReadIsReportedUnderItsId() {
        return Stream.of(argumentSet("tombstone", null, Reason.EMPTY_VALUE),
                argumentSet("no JSON", "code 123".getBytes(UTF_8), Reason.NOT_JSON),
                argumentSet("too much", new byte[64 * 1024 + 1], Reason.TOO_LARGE),
                argumentSet("no UTF-8", new byte[]{(byte) 0xff}, Reason.INVALID_ENCODING));
    }

    @ParameterizedTest
    @MethodSource
    void eventOfBinaryModeWhoseValueCannotBeReadIsReportedUnderItsId(byte[] value, Reason reason) {
        Decoded decoded = DECODER.decode(Consumed.request(value, Consumed.headers(BINARY)));

        assertThat(decoded.eventId()).isEqualTo("ce-7");
        assertThat(reason(decoded)).isEqualTo(reason);
    }

    /** Two such ids would look the same, and the second event be taken for a duplicate. */
    @Test
    void idOfBinaryModeThatIsNotUtf8IsNone() {
        var headers = Consumed.headers(BINARY).remove("ce_id").add("ce_id", new byte[]{'7', (byte) 0xe9});

        Decoded decoded = DECODER.decode(Consumed.request(DATA.replace('\'', '"').getBytes(UTF_8), headers));

        assertThat(reason(decoded)).isEqualTo(Reason.INVALID_CLOUD_EVENT);
        assertThat(decoded.eventId()).isEqualTo("requests-3-42");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "{'specversion':'1.0','id':'7','source':'/','data':{}}                         | 7", //
            "{'specversion':'0.3','id':'7','source':'/','type':'t','data':{}}              | 7", //
            "{'specversion':'1.0','id':'7','source':'/','type':'t','time':'now','data':{}} | 7", //
            "{'specversion':'1.0','id':'7','source':'/','type':'t','data_base64':'?'}      | 7", //
            "{'specversion':'1.0','id':'7','source':'/','data':{'id':'e-1'}}               | e-1", //
            "{'specversion':'1.0','source':'/','type':'t','data':{}}                       | requests-3-42", //
            "{'specversion':'1.0','id':'','source':'/','type':'t','data':{}}               | requests-3-42"})
    void brokenEventOfStructuredModeIsReportedUnderItsId(String event, String eventId) {
        assertThat(DECODER.decode(Consumed.request(event, STRUCTURED)).eventId()).isEqualTo(eventId);
    }

    private static void assertIsTheEvent(Decoded decoded) {
        SmsRequest request = valid(decoded);
        assertThat(request.eventId()).isEqualTo("ce-7");
        assertThat(request.requestedAt()).isEqualTo(TIME);
        assertThat(request.expiresAt()).isEqualTo(TIME.plus(Duration.ofMinutes(10)));
        assertThat(request.code()).isEqualTo("012345");
    }

    private static SmsRequest valid(Decoded decoded) {
        return ((Decoded.Valid) decoded).request();
    }

    private static Reason reason(Decoded decoded) {
        return ((Decoded.Malformed) decoded).reason();
    }

    private static String base64(String json) {
        return Base64.getEncoder().encodeToString(json.replace('\'', '"').getBytes(UTF_8));
    }
}
