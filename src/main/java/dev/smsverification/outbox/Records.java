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

/** The records of a result. A request's status and retries have its partition number, so that one worker has them all. */
final class Records {

    /** W3C Trace Context: version, trace, span and flags. */
    private static final Pattern TRACEPARENT = Pattern
            .compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}(?=-|$)");

    /** Topic, partition and offset of a record. */
    private static final Pattern COORDINATES = Pattern.compile("[a-zA-Z0-9._-]{1,249}-[0-9]{1,10}-[0-9]{1,19}");

    private Records() {}

    static ProducerRecord<byte[], byte[]> status(Result result, String topic) {
        byte[] eventId = result.eventId().getBytes(UTF_8);
        Headers headers = new RecordHeaders().add(HeaderNames.EVENT_ID, eventId);
        put(headers, HeaderNames.STATUS, result.disposition().status().name());
        Source source = result.received().source();
        source(headers, source);
        result.received().header(HeaderNames.TRACEPARENT).flatMap(Records::trace)
                .ifPresent(trace -> put(headers, HeaderNames.TRACEPARENT, trace));
        // Once the requests are deleted, this tells a replay what has been replayed before.
        result.received().header(HeaderNames.REPLAYED_FROM)
                .filter(coordinates -> COORDINATES.matcher(coordinates).matches())
                .ifPresent(coordinates -> put(headers, HeaderNames.REPLAYED_FROM, coordinates));
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
        // With the request's timestamp, unless the broker refuses it: the code's age may depend on it when it is replayed.
        return new ProducerRecord<>(topic, null, timestamp, received.record().key(), received.record().value(),
                headers);
    }

    /** The same with the timestamp only in its header, for a broker that refuses it as the record's own. */
    static ProducerRecord<byte[], byte[]> undated(ProducerRecord<byte[], byte[]> letter) {
        return new ProducerRecord<>(letter.topic(), null, letter.key(), letter.value(), letter.headers());
    }

    private static void source(Headers headers, Source source) {
        put(headers, HeaderNames.SOURCE_TOPIC, source.topic());
        put(headers, HeaderNames.SOURCE_PARTITION, Integer.toString(source.partition()));
        put(headers, HeaderNames.SOURCE_OFFSET, Long.toString(source.offset()));
    }

    /** The part that every version of the header has. Anything may come under its name, of any length. */
    private static Optional<String> trace(String traceparent) {
        Matcher trace = TRACEPARENT.matcher(traceparent);
        return trace.lookingAt() ? Optional.of(trace.group()) : Optional.empty();
    }

    private static void put(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(UTF_8));
    }
}
