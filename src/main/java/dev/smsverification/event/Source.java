package dev.smsverification.event;

import java.time.Instant;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Where and when a request was first published, however often it has been retried since. */
public record Source(String topic, int partition, long offset, Instant timestamp) {

    /** Where that record stands. */
    static Source of(ConsumerRecord<?, ?> record, Instant timestamp) {
        return new Source(record.topic(), record.partition(), record.offset(), timestamp);
    }

    /** The event id of a request that names none: {@code topic-partition-offset}. */
    public String id() {
        return topic + "-" + partition + "-" + offset;
    }
}
