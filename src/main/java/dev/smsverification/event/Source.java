package dev.smsverification.event;

import java.time.Instant;

/** Where and when a request was first published, however often it has been retried since. */
public record Source(String topic, int partition, long offset, Instant timestamp) {

    /** The event id of a request that names none: {@code topic-partition-offset}. */
    public String id() {
        return id(topic, partition, offset);
    }

    static String id(String topic, int partition, long offset) {
        return topic + "-" + partition + "-" + offset;
    }
}
