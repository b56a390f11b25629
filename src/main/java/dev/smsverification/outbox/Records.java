package dev.smsverification.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

import dev.smsverification.delivery.Disposition;
import dev.smsverification.delivery.Result;
import dev.smsverification.event.Attempt;
import dev.smsverification.event.HeaderNames;
import dev.smsverification.event.Received;
import dev.smsverification.event.Source;

/** The records that a result is written down in. What belongs to one request has one partition number, so that it stays with one worker. */
final class Records {

    /** W3C Trace Context: version, trace, span and flags. */
    private static final Pattern TRACEPARENT = Pattern
            .compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}(?=-|$)");

    /** Topic, partition and offset. What comes as such may be anything, too. */
    private static final Pattern PLACE = Pattern.compile("[a-zA-Z0-9._-]{1,249}-[0-9]{1,10}-[0-9]{1,19}");

    private Records() {}

    static ProducerRecord<byte[], byte[]> status(Result result, String topic) {
        byte[] eventId = result.eventId().getBytes(UTF_8);
        Headers headers = new RecordHeaders().add(HeaderNames.EVENT_ID, eventId);
        put(headers, HeaderNames.STATUS, result.disposition().status().name());
        Source source = result.received().source();
        source(headers, source);
        result.received().header(HeaderNames.TRACEPARENT).flatMap(Records::trace)
                .ifPresent(trace -> put(headers, HeaderNames.TRACEPARENT, trace));
        // Where the requests are kept no longer, a replay learns from it what has been replayed.
        result.received().header(HeaderNames.REPLAYED_FROM).filter(place -> PLACE.matcher(place).matches())
                .ifPresent(place -> put(headers, HeaderNames.REPLAYED_FROM, place));
        return new ProducerRecord<>(topic, source.partition(), eventId, StatusJson.of(result), headers);
    }

    static ProducerRecord<byte[], byte[]> retry(Received received, Attempt next, String topic) {
        Headers headers = received.originalHeaders();
        Source source = received.source();
        source(headers, source);
        put(headers, HeaderNames.SOURCE_TIMESTAMP, Long.toString(source.timestamp().toEpochMilli()));
        put(headers, HeaderNames.RETRY_ATTEMPT, Integer.toString(next.number()));
        put(headers, HeaderNames.RETRY_DUE_AT, next.dueAt().toString());
        put(headers, HeaderNames.RETRY_FIRST_ATTEMPT_AT, next.firstAt().toString());
        put(headers, HeaderNames.RETRY_UNCERTAIN, Boolean.toString(next.uncertain()));
        return new ProducerRecord<>(topic, source.partition(), received.record().key(), received.record().value(),
                headers);
    }

    static ProducerRecord<byte[], byte[]> deadLetter(Received received, Disposition.DeadLetter why, Instant at,
            String topic) {
        Headers headers = received.originalHeaders();
        put(headers, HeaderNames.DEAD_LETTER_REASON, why.reason().word());
        why.cause().ifPresent(cause -> put(headers, HeaderNames.DEAD_LETTER_CAUSE, cause));
        put(headers, HeaderNames.DEAD_LETTER_TOPIC, received.source().topic());
        put(headers, HeaderNames.DEAD_LETTER_PARTITION, Integer.toString(received.source().partition()));
        put(headers, HeaderNames.DEAD_LETTER_OFFSET, Long.toString(received.source().offset()));
        long timestamp = received.source().timestamp().toEpochMilli();
        put(headers, HeaderNames.DEAD_LETTER_TIMESTAMP, Long.toString(timestamp));
        why.errorCode().ifPresent(code -> put(headers, HeaderNames.DEAD_LETTER_ERROR_CODE, Integer.toString(code)));
        put(headers, HeaderNames.DEAD_LETTER_ATTEMPTS, Integer.toString(received.attempt().number()));
        put(headers, HeaderNames.DEAD_LETTER_AT, at.toString());
        // With its own timestamp as far as the broker lets it: a code's age may hang on it, when it is replayed.
        return new ProducerRecord<>(topic, null, timestamp, received.record().key(), received.record().value(),
                headers);
    }

    /** The same with the timestamp as a header alone, for a broker that refuses it as that of the record. */
    static ProducerRecord<byte[], byte[]> undated(ProducerRecord<byte[], byte[]> letter) {
        return new ProducerRecord<>(letter.topic(), null, letter.key(), letter.value(), letter.headers());
    }

    private static void source(Headers headers, Source source) {
        put(headers, HeaderNames.SOURCE_TOPIC, source.topic());
        put(headers, HeaderNames.SOURCE_PARTITION, Integer.toString(source.partition()));
        put(headers, HeaderNames.SOURCE_OFFSET, Long.toString(source.offset()));
    }

    /** What every version has of a trace's parent; what comes as such may be anything, and of any length. */
    private static Optional<String> trace(String traceparent) {
        Matcher trace = TRACEPARENT.matcher(traceparent);
        return trace.lookingAt() ? Optional.of(trace.group()) : Optional.empty();
    }

    private static void put(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(UTF_8));
    }
}
