package dev.smsverification.intake;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.apache.kafka.common.TopicPartition;

/** Partitions that hold something of which nothing is taken in, as of one that cannot be read. One thread looks, any may ask. */
final class Unread {

    private volatile Map<TopicPartition, Seen> partitions = Map.of();

    /** Where the work on a partition stood when it was first found so. */
    private record Seen(long offset, Instant since) {}

    /** @param left how many offsets of each partition polling has not passed yet */
    void look(Standing standing, Map<TopicPartition, Long> left) {
        Map<TopicPartition, Seen> found = new HashMap<>();
        standing.places().forEach((partition, place) -> {
            if (left.getOrDefault(partition, 0L) > 0 && place.oldestDue().isEmpty()) {
                Seen before = partitions.get(partition);
                found.put(partition, before != null && before.offset() == place.offset()
                        ? before
                        : new Seen(place.offset(), standing.at()));
            }
        });
        partitions = found;
    }

    /** Since when that has been so for the first of them; empty where all are read. */
    Optional<Instant> since() {
        return partitions.values().stream().map(Seen::since).min(Comparator.naturalOrder());
    }
}
