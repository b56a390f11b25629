package dev.smsverification.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

import dev.smsverification.event.Attempt;
import dev.smsverification.event.HeaderNames;
import dev.smsverification.event.Received;
import dev.smsverification.event.Rfc3339;
import dev.smsverification.event.Source;

/** A record of the dead-letter topic. Prints only where it is. */
record DeadLetter(ConsumerRecord<byte[], byte[]> record) {

    /** Where it is, which nothing else is: {@code topic-partition-offset}. */
    String id() {
        return record.topic() + "-" + record.partition() + "-" + record.offset();
    }

    /** What a worker has noted down in it. */
    Optional<String> header(String name) {
        return HeaderNames.readOfDeadLetter(record, name);
    }

    /** When the request was given up; empty where no worker wrote the record. */
    Optional<Instant> at() {
        return header(HeaderNames.DEAD_LETTER_AT).flatMap(Rfc3339::instant);
    }

    /** That of the request; a dead letter is written with it, or, where the broker would not take it, has it as a header. */
    Instant timestamp() {
        return Instant.ofEpochMilli(number(HeaderNames.DEAD_LETTER_TIMESTAMP).orElse(record.timestamp()));
    }

    /** The request as the worker would receive it now. */
    Received received(Instant now) {
        Source source = new Source(header(HeaderNames.DEAD_LETTER_TOPIC).orElse(record.topic()),
                number(HeaderNames.DEAD_LETTER_PARTITION).orElse((long) record.partition()).intValue(),
                number(HeaderNames.DEAD_LETTER_OFFSET).orElse(record.offset()),
                timestamp());
        return new Received(record, source, Attempt.first(now));
    }

    /**
     * The request once more: key, value, timestamp and headers as they were, and where it was taken from.
     *
     * @param partitions how many the topic has; in that of its first publishing are the other requests for its number
     */
    ProducerRecord<byte[], byte[]> again(String topic, int partitions, Instant now) {
        Integer partition = header(HeaderNames.DEAD_LETTER_TOPIC).filter(topic::equals)
                .flatMap(_ -> number(HeaderNames.DEAD_LETTER_PARTITION)).filter(number -> number < partitions)
                .map(Long::intValue).orElse(null);
        Headers headers = originalHeaders();
        // From an earlier replay of the same request.
        headers.remove(HeaderNames.REPLAYED_AT).remove(HeaderNames.REPLAYED_FROM);
        headers.add(HeaderNames.REPLAYED_AT, now.toString().getBytes(UTF_8));
        headers.add(HeaderNames.REPLAYED_FROM, id().getBytes(UTF_8));
        return new ProducerRecord<>(topic, partition, timestamp().toEpochMilli(), record.key(), record.value(),
                headers);
    }

    /** Those in front of what a worker has noted down, which begins with the reason. Where there is none, those that no worker writes. */
    private Headers originalHeaders() {
        if (record.headers().lastHeader(HeaderNames.DEAD_LETTER_REASON) != null) {
            return HeaderNames.before(record.headers(), HeaderNames.DEAD_LETTER_REASON);
        }
        return new RecordHeaders(Stream.of(record.headers().toArray())
                .filter(header -> !header.key().startsWith(HeaderNames.DEAD_LETTER_PREFIX)).toList());
    }

    @Override
    public String toString() {
        return "DeadLetter[" + id() + "]";
    }

    private Optional<Long> number(String header) {
        return header(header).filter(text -> text.matches("[0-9]{1,18}")).map(Long::valueOf);
    }
}
