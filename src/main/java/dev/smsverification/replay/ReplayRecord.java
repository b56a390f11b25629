package dev.smsverification.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

import dev.smsverification.event.DeadLetter;
import dev.smsverification.event.HeaderNames;
import dev.smsverification.event.Source;

/** The record that publishes a dead letter's request again: key, value, timestamp and headers as they were, and which dead letter it was. */
final class ReplayRecord {

    private ReplayRecord() {}

    /** @param partitions how many the topic has; the original partition, if it is there, has the other requests for the number */
    static ProducerRecord<byte[], byte[]> of(DeadLetter letter, String topic, int partitions, Instant now) {
        Integer partition = letter.source().filter(source -> source.topic().equals(topic)).map(Source::partition)
                .filter(number -> number < partitions).orElse(null);
        Headers headers = letter.originalHeaders();
        // From an earlier replay of the same request.
        headers.remove(HeaderNames.REPLAYED_AT).remove(HeaderNames.REPLAYED_FROM)
                .remove(HeaderNames.REPLAYED_TIMESTAMP);
        long timestamp = letter.timestamp().toEpochMilli();
        headers.add(HeaderNames.REPLAYED_AT, now.toString().getBytes(UTF_8));
        headers.add(HeaderNames.REPLAYED_FROM, letter.id().getBytes(UTF_8));
        headers.add(HeaderNames.REPLAYED_TIMESTAMP, Long.toString(timestamp).getBytes(UTF_8));
        return new ProducerRecord<>(topic, partition, timestamp, letter.record().key(), letter.record().value(),
                headers);
    }
}
