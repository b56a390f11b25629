package dev.smsverification.path;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import dev.smsverification.event.Reason;
import dev.smsverification.event.Source;
import dev.smsverification.event.Status;
import dev.smsverification.testing.Request;
import dev.smsverification.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/** What is no request is reported, kept byte for byte, and in nobody's way. */
@QuarkusTest
@TestProfile(Impatient.class)
@WithTestResource(Surroundings.class)
class PoisonTest extends PathScenario {

    private static final int PARTITION = 2;
    private static final byte[] KEY = {(byte) 0xff, 0, (byte) 0xfe};
    /** The worker creates its topics with 8 MiB; a record of this size fits, but not with what a dead letter adds. */
    private static final int AS_LARGE_AS_CAN_BE = 8 * 1024 * 1024 - 200;

    private static final Map<String, byte[]> STRUCTURED = headers("content-type", "application/cloudevents+json");

    private int codes;

    @ParameterizedTest
    @MethodSource("poison")
    void isKeptByteForByteAndTheNextRecordIsHandled(byte[] value, Map<String, byte[]> headers, Reason reason) {
        Request next = Request.to("+12025550120", "Zq%06d".formatted(codes++));

        Source source = wire.publish(PARTITION, KEY, value, headers);
        wire.publish(PARTITION, null, next.bytes(), Map.of());

        String eventId = headers.containsKey("ce_id") ? new String(headers.get("ce_id"), UTF_8) : source.id();
        ConsumerRecord<byte[], byte[]> status = wire.status(eventId, Status.FAILED);
        assertThat(new String(status.value(), UTF_8)).contains("\"reason\":\"" + reason.word() + "\"");
        assertThat(status.partition()).isEqualTo(PARTITION);
        ConsumerRecord<byte[], byte[]> letter = wire.deadLetter(source);
        assertThat(letter.key()).isEqualTo(KEY);
        assertThat(letter.value()).isEqualTo(value);
        assertThat(original(letter)).containsExactlyEntriesOf(hex(headers));
        wire.status(next.id(), Status.SENT);
    }

    static Stream<Arguments> poison() {
        byte[] garbage = new byte[2 * 1024 * 1024];
        new Random(7).nextBytes(garbage);
        byte[] fine = Request.to("+12025550121", "Zq693147").bytes();
        Map<String, byte[]> none = Map.of();
        return Stream.of( //
                argumentSet("2 MB of garbage", garbage, none, Reason.TOO_LARGE),
                argumentSet("tombstone", null, none, Reason.EMPTY_VALUE),
                argumentSet("nothing", new byte[0], none, Reason.EMPTY_VALUE),
                argumentSet("invalid UTF-8", new byte[]{'"', (byte) 0xc3, 0x28, '"'}, none, Reason.INVALID_ENCODING),
                argumentSet("UTF-16", new String(fine, UTF_8).getBytes(UTF_16), none, Reason.INVALID_ENCODING),
                argumentSet("not JSON", "code 123456".getBytes(UTF_8), none, Reason.NOT_JSON),
                argumentSet("truncated", Arrays.copyOf(fine, fine.length / 2), none, Reason.NOT_JSON),
                argumentSet("numeric code", json("'phone':'+12025550121','usageType':'SignIn','code':123456"), none,
                        Reason.INVALID_CODE),
                argumentSet("missing field", json("'phone':'+12025550121','code':'Zq123456'"), none,
                        Reason.MISSING_FIELD),
                argumentSet("wrong type", json("'phone':'+12025550121','usageType':{},'code':'Zq123456'"), none,
                        Reason.INVALID_FIELD),
                argumentSet("impossible phone", json("'phone':'+19995550121','usageType':'SignIn','code':'Zq123456'"),
                        none, Reason.INVALID_PHONE),
                argumentSet("headers of all kinds", "[]".getBytes(UTF_8),
                        new TreeMap<>(Map.of("content-type", "text/plain".getBytes(UTF_8), "bytes",
                                new byte[]{0, (byte) 0xff}, "source-topic", "mine".getBytes(UTF_8), "retry-attempt",
                                "9".getBytes(UTF_8))),
                        Reason.NOT_JSON),
                argumentSet("CloudEvent that is not JSON", "code 123456".getBytes(UTF_8), STRUCTURED, Reason.NOT_JSON),
                argumentSet("CloudEvent without its attributes", json("'data':{}"), STRUCTURED,
                        Reason.INVALID_CLOUD_EVENT),
                argumentSet("CloudEvent without a value", null, STRUCTURED, Reason.EMPTY_VALUE),
                argumentSet("CloudEvent in binary mode, of no time and from nowhere",
                        json("'phone':'+12025550121','usageType':'SignIn','code':'Zq123456'"),
                        headers("ce_specversion", "1.0", "ce_id", "ce-1", "ce_type", "sms", "ce_source", "no URI",
                                "ce_time", "now"),
                        Reason.INVALID_CLOUD_EVENT));
    }

    @Test
    void cloudEventsAreSentInBothModes() {
        String data = "'data':{'phone':'+12025550123','usageType':'SignIn','code':'Zq112358'}";

        wire.publish(PARTITION, KEY,
                json("'specversion':'1.0','id':'structured-1','source':'/auth','type':'sms'," + data),
                STRUCTURED);
        wire.publish(PARTITION, KEY, json("'phone':'+12025550124','usageType':'SignIn','code':'Zq112358'"),
                headers("ce_specversion", "1.0", "ce_id", "binary-1", "ce_type", "sms", "ce_source", "/auth",
                        "content-type", "application/json"));

        wire.status("structured-1", Status.SENT);
        wire.status("binary-1", Status.SENT);
    }

    @Test
    void whatIsTooLargeToBeKeptIsReportedAllTheSame() {
        Request next = Request.to("+12025550122", "Zq141592");

        Source source = wire.publish(PARTITION, KEY, new byte[AS_LARGE_AS_CAN_BE], Map.of());
        wire.publish(PARTITION, null, next.bytes(), Map.of());

        assertThat(new String(wire.status(source.id(), Status.FAILED).value(), UTF_8))
                .contains("\"reason\":\"" + Reason.RECORD_TOO_LARGE.word() + "\"");
        wire.status(next.id(), Status.SENT);
        assertThat(wire.isDead(source)).isFalse();
    }

    private static Map<String, String> original(ConsumerRecord<byte[], byte[]> letter) {
        Map<String, byte[]> headers = new TreeMap<>();
        Stream.of(letter.headers().toArray()).filter(header -> !header.key().startsWith("dead-letter-"))
                .forEach((Header header) -> headers.put(header.key(), header.value()));
        return hex(headers);
    }

    private static Map<String, String> hex(Map<String, byte[]> headers) {
        Map<String, String> hex = new TreeMap<>();
        headers.forEach((name, value) -> hex.put(name, HexFormat.of().formatHex(value)));
        return hex;
    }

    private static Map<String, byte[]> headers(String... namesAndValues) {
        Map<String, byte[]> headers = new TreeMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            headers.put(namesAndValues[i], namesAndValues[i + 1].getBytes(UTF_8));
        }
        return headers;
    }

    private static byte[] json(String fields) {
        return ("{" + fields.replace('\'', '"') + "}").getBytes(UTF_8);
    }
}
