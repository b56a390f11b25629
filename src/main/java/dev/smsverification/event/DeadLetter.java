package dev.smsverification.event;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** A record of the dead-letter topic, with the headers that a worker added to it, if one wrote it. Prints only its coordinates. */
public record DeadLetter(ConsumerRecord<byte[], byte[]> record) {

    /** Its coordinates, which identify it: {@code topic-partition-offset}. */
    public String id() {
        return Source.of(record, Instant.ofEpochMilli(record.timestamp())).id();
    }

    /** Why the request was given up, in one word. */
    public Optional<String> reason() {
        return header(HeaderNames.DEAD_LETTER_REASON);
    }

    /** The provider's error code. */
    public Optional<Integer> errorCode() {
        return integer(HeaderNames.DEAD_LETTER_ERROR_CODE);
    }

    /** At which attempt the request was given up. */
    public Optional<Integer> attempt() {
        return integer(HeaderNames.DEAD_LETTER_ATTEMPTS);
    }

    /** When the request was given up. */
    public Optional<Instant> at() {
        return header(HeaderNames.DEAD_LETTER_AT).flatMap(Rfc3339::instant);
    }

    /** When the request was published; the broker may have stamped this record with another time. Never before 1970, which Kafka takes nowhere. */
    public Instant timestamp() {
        return Instant.ofEpochMilli(
                number(HeaderNames.DEAD_LETTER_TIMESTAMP).orElseGet(() -> Math.max(0, record.timestamp())));
    }

    /** Where the request was first published. */
    public Optional<Source> source() {
        return header(HeaderNames.DEAD_LETTER_TOPIC).flatMap(topic -> integer(HeaderNames.DEAD_LETTER_PARTITION)
                .flatMap(partition -> number(HeaderNames.DEAD_LETTER_OFFSET)
                        .map(offset -> new Source(topic, partition, offset, timestamp()))));
    }

    /** The request as the worker would receive it now. */
    public Received received(Instant now) {
        return new Received(record, source().orElseGet(() -> Source.of(record, timestamp())), Attempt.first(now));
    }

    /** The request's own headers: those before the ones that a worker added, of which the reason is the first. Without a reason, those that no worker writes. */
    public Headers originalHeaders() {
        if (record.headers().lastHeader(HeaderNames.DEAD_LETTER_REASON) != null) {
            return HeaderReader.before(record.headers(), HeaderNames.DEAD_LETTER_REASON);
        }
        return new RecordHeaders(Stream.of(record.headers().toArray())
                .filter(header -> !header.key().startsWith(HeaderNames.DEAD_LETTER_PREFIX)).toList());
    }

    @Override
    public String toString() {
        return "DeadLetter[" + id() + "]";
    }

    /** Only from the last reason on, which is the first that a worker adds: an event may bring such headers along. */
    private Optional<String> header(String name) {
        Header read = null;
        for (Header header : record.headers()) {
            if (header.key().equals(name)) {
                read = header;
            } else if (header.key().equals(HeaderNames.DEAD_LETTER_REASON)) {
                read = null;
            }
        }
        return HeaderReader.text(read);
    }

    private Optional<Integer> integer(String name) {
        return number(name).filter(number -> number <= Integer.MAX_VALUE).map(Long::intValue);
    }

    private Optional<Long> number(String name) {
        return header(name).flatMap(HeaderReader::number);
    }
}
