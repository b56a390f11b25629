package dev.smsverification.event;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** A record of the dead-letter topic, and what a worker has noted down in it, if one wrote it. Prints only where it is. */
public record DeadLetter(ConsumerRecord<byte[], byte[]> record) {

    /** Where it is, which nothing else is: {@code topic-partition-offset}. */
    public String id() {
        return place().id();
    }

    /** Why the request was given up, in one word. */
    public Optional<String> reason() {
        return header(HeaderNames.DEAD_LETTER_REASON);
    }

    /** The provider's. */
    public Optional<String> errorCode() {
        return header(HeaderNames.DEAD_LETTER_ERROR_CODE);
    }

    /** At which attempt the request was given up. */
    public Optional<Integer> attempt() {
        return integer(HeaderNames.DEAD_LETTER_ATTEMPTS);
    }

    /** When the request was given up. */
    public Optional<Instant> at() {
        return header(HeaderNames.DEAD_LETTER_AT).flatMap(Rfc3339::instant);
    }

    /** That of the request: the broker may have put another into the record. */
    public Instant timestamp() {
        return Instant.ofEpochMilli(number(HeaderNames.DEAD_LETTER_TIMESTAMP).orElse(record.timestamp()));
    }

    /** Where the request was first published. */
    public Optional<Source> source() {
        return header(HeaderNames.DEAD_LETTER_TOPIC).flatMap(topic -> integer(HeaderNames.DEAD_LETTER_PARTITION)
                .flatMap(partition -> number(HeaderNames.DEAD_LETTER_OFFSET)
                        .map(offset -> new Source(topic, partition, offset, timestamp()))));
    }

    /** The request as the worker would receive it now. */
    public Received received(Instant now) {
        return new Received(record, source().orElseGet(this::place), Attempt.first(now));
    }

    /** Those in front of what a worker has noted down, which begins with the reason. Where there is none, those that no worker writes. */
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

    private Source place() {
        return new Source(record.topic(), record.partition(), record.offset(), timestamp());
    }

    /** Behind the last reason, with which a worker begins: an event may bring such headers along. */
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
