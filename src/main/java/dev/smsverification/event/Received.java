package dev.smsverification.event;

import java.time.Instant;
import java.util.Optional;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * A record as it was consumed, from the requests or from a retry topic. Prints only where it came from.
 *
 * @param record the record with its original bytes; not to be changed
 * @param source where the request was first published
 * @param attempt which try this is
 */
public record Received(ConsumerRecord<byte[], byte[]> record, Source source, Attempt attempt) {

    /** A record of the requests topic. One that was published without a timestamp counts as published now. */
    public static Received request(ConsumerRecord<byte[], byte[]> record, Instant now) {
        long timestamp = record.timestamp() < 0 ? now.toEpochMilli() : record.timestamp();
        // A copy cannot be older than its original.
        long first = firstTimestamp(record).map(original -> Math.min(original, timestamp)).orElse(timestamp);
        return new Received(record, Source.of(record, Instant.ofEpochMilli(first)), Attempt.first(now));
    }

    /** A record of a retry topic. One that does not carry the headers of a retry counts as a request. */
    public static Received retry(ConsumerRecord<byte[], byte[]> record, Instant now) {
        try {
            Instant dueAt = instant(record, HeaderNames.RETRY_DUE_AT);
            Instant firstAt = instant(record, HeaderNames.RETRY_FIRST_ATTEMPT_AT);
            int number = number(record, HeaderNames.RETRY_ATTEMPT, 2);
            boolean uncertain = HeaderReader.read(record, HeaderNames.RETRY_UNCERTAIN).map(Boolean::parseBoolean)
                    .orElse(false);
            Source source = new Source(HeaderReader.require(record, HeaderNames.SOURCE_TOPIC),
                    number(record, HeaderNames.SOURCE_PARTITION, 0),
                    Long.parseLong(HeaderReader.require(record, HeaderNames.SOURCE_OFFSET)),
                    Instant.ofEpochMilli(
                            Math.max(0, Long.parseLong(HeaderReader.require(record, HeaderNames.SOURCE_TIMESTAMP)))));
            return new Received(record, source, new Attempt(number, dueAt, firstAt, uncertain));
        } catch (IllegalArgumentException _) {
            return request(record, now);
        }
    }

    /** The same, where a worker that died may have sent it. */
    public Received maybeSent() {
        return new Received(record, source, attempt.maybeSentSince(source.timestamp()));
    }

    /** Where this very record stands: for a retry, in its retry topic. */
    public Source coordinates() {
        return Source.of(record, Instant.ofEpochMilli(record.timestamp()));
    }

    /** The last header of that name as text. */
    public Optional<String> header(String name) {
        return HeaderReader.read(record, name);
    }

    /** The headers that the request was published with: those before the ones that a retry added, of which the source's topic is the first. */
    public Headers originalHeaders() {
        return attempt.number() > 1
                ? HeaderReader.before(record.headers(), HeaderNames.SOURCE_TOPIC)
                : new RecordHeaders(record.headers());
    }

    /** Whether the request was replayed after it had been given up. */
    public boolean replayed() {
        return replayed(record);
    }

    @Override
    public String toString() {
        return "Received[" + coordinates().id() + ", attempt=" + attempt.number() + "]";
    }

    /** Of a replayed request, as the broker may have stamped its record with the time of the replay. */
    private static Optional<Long> firstTimestamp(ConsumerRecord<byte[], byte[]> record) {
        return replayed(record)
                ? HeaderReader.read(record, HeaderNames.REPLAYED_TIMESTAMP).flatMap(HeaderReader::number)
                : Optional.empty();
    }

    private static boolean replayed(ConsumerRecord<byte[], byte[]> record) {
        return record.headers().lastHeader(HeaderNames.REPLAYED_AT) != null;
    }

    private static Instant instant(ConsumerRecord<byte[], byte[]> record, String header) {
        return Rfc3339.require(HeaderReader.require(record, header));
    }

    private static int number(ConsumerRecord<byte[], byte[]> record, String header, int least) {
        int number = Integer.parseInt(HeaderReader.require(record, header));
        if (number < least) {
            throw new IllegalArgumentException(header);
        }
        return number;
    }
}
