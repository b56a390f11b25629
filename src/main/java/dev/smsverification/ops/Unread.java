package dev.smsverification.ops;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.apache.kafka.common.TopicPartition;

import dev.smsverification.intake.ConsumptionSnapshot;

/**
 * Partitions with records behind what has been polled, of which none has been taken in; for example one that cannot be read.
 * One thread looks, any may ask.
 */
final class Unread {

    private volatile Map<TopicPartition, Seen> partitions = Map.of();

    /**
     * A partition that is so.
     *
     * @param offset where the work on it stood
     * @param again whether it was so twice: whenever one looks, something may just have come
     */
    private record Seen(long offset, Instant since, boolean again) {}

    /**
     * @param ends as far as they are known
     * @param positions how far polling has come, which passes what nobody takes in, such as the mark of a transaction
     */
    void look(ConsumptionSnapshot standing, Map<TopicPartition, Long> ends, Map<TopicPartition, Long> positions) {
        Map<TopicPartition, Seen> found = new HashMap<>();
        standing.partitions().forEach((partition, place) -> {
            long polled = Math.max(place.offset(), positions.getOrDefault(partition, 0L));
            if (place.oldestDue().isEmpty() && ends.getOrDefault(partition, 0L) > polled) {
                Seen before = partitions.get(partition);
                found.put(partition, before != null && before.offset() == place.offset()
                        ? new Seen(before.offset(), before.since(), true)
                        : new Seen(place.offset(), standing.at(), false));
            }
        });
        partitions = found;
    }

    /** Since when that has been so for the first of them; empty where all are read. */
    Optional<Instant> since() {
        return partitions.values().stream().filter(Seen::again).map(Seen::since).min(Comparator.naturalOrder());
    }
}
