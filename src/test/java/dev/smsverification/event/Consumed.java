package dev.smsverification.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

import dev.smsverification.testing.Request;

/** Records as the worker consumes them. All stand at one place, were published at one time and arrived a little later. */
public final class Consumed {

    public static final String TOPIC = "requests";
    public static final int PARTITION = 3;
    public static final long OFFSET = 42;
    public static final Instant PUBLISHED = Instant.parse("2026-04-01T12:00:00Z");
    public static final Instant ARRIVED = PUBLISHED.plusMillis(180);

    private Consumed() {}

    public static Received request(byte[] value) {
        return request(value, new RecordHeaders());
    }

    public static Received request(byte[] value, Headers headers) {
        return Received.request(record(TOPIC, value, headers), ARRIVED);
    }

    /** @param json with single quotes for double ones */
    public static Received request(String json, Map<String, String> headers) {
        return request(json.replace('\'', '"').getBytes(UTF_8), headers(headers));
    }

    /** A sign-in with code 012345 to +12025550110. */
    public static Received signIn() {
        return request(Request.to("+12025550110", "012345").id("e-1").bytes());
    }

    /** A sign-in with code 012345. */
    public static Received signIn(String id, String phone, Instant expiresAt) {
        return request(Request.to(phone, "012345").id(id).expiresAt(expiresAt).bytes());
    }

    /**
     * The second attempt at the sign-in of {@link #signIn()}, due.
     *
     * @param uncertain whether the first may have been sent
     */
    public static Received signInAgain(boolean uncertain) {
        Headers headers = retryHeaders(new Source(TOPIC, PARTITION, 7, PUBLISHED),
                new Attempt(2, ARRIVED, PUBLISHED, uncertain));
        return Received.retry(record("retries", signIn().record().value(), headers), ARRIVED);
    }

    /** The second attempt at a request, due then. */
    public static Received retry(Received request, Instant due) {
        return new Received(request.record(), request.source(), request.attempt().next(due, false));
    }

    /** The request that is in it, where codes are good for ten minutes. */
    public static SmsRequest decoded(Received received) {
        return ((Decoded.Valid) new Decoder(Duration.ofMinutes(10)).decode(received)).request();
    }

    /** The same request at another place of its partition. */
    public static Received moved(Received request, long offset) {
        Source source = request.source();
        return new Received(request.record(),
                new Source(source.topic(), source.partition(), offset, source.timestamp()), request.attempt());
    }

    public static ConsumerRecord<byte[], byte[]> record(String topic, byte[] value, Headers headers) {
        return new ConsumerRecord<>(topic, PARTITION, OFFSET, PUBLISHED.toEpochMilli(), TimestampType.CREATE_TIME, 3,
                value == null ? -1 : value.length, "key".getBytes(UTF_8), value, headers, Optional.empty());
    }

    /** What a worker adds to the request from {@code source} when it puts it off until {@code next}. */
    public static Headers retryHeaders(Source source, Attempt next) {
        Map<String, String> added = new LinkedHashMap<>();
        added.put(HeaderNames.SOURCE_TOPIC, source.topic());
        added.put(HeaderNames.SOURCE_PARTITION, Integer.toString(source.partition()));
        added.put(HeaderNames.SOURCE_OFFSET, Long.toString(source.offset()));
        added.put(HeaderNames.SOURCE_TIMESTAMP, Long.toString(source.timestamp().toEpochMilli()));
        added.put(HeaderNames.RETRY_ATTEMPT, Integer.toString(next.number()));
        added.put(HeaderNames.RETRY_DUE_AT, next.dueAt().toString());
        added.put(HeaderNames.RETRY_FIRST_ATTEMPT_AT, next.firstAt().toString());
        added.put(HeaderNames.RETRY_UNCERTAIN, Boolean.toString(next.uncertain()));
        return headers(added);
    }

    public static Headers headers(Map<String, String> headers) {
        Headers written = new RecordHeaders();
        headers.forEach((name, value) -> written.add(name, value.getBytes(UTF_8)));
        return written;
    }
}
