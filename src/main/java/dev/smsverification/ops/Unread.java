package dev.smsverification.ops;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.apache.kafka.common.TopicPartition;

import dev.smsverification.intake.ConsumptionSnapshot;

/**
 * Partitions with records beyond the polled position while nothing of them is in progress, e.g. because fetching fails. One thread calls
 * {@link #look}, any may call {@link #since}.
 */
final class Unread {

    private volatile Map<TopicPartition, Seen> partitions = Map.of();

    /**
     * Such a partition.
     *
     * @param offset before which everything was settled
     * @param again whether two looks in a row have found it so: at the first, the records may just have been published
     */
    private record Seen(long offset, Instant since, boolean again) {}

    /**
     * @param ends the end offsets that are known
     * @param positions the polled positions that are known
     */
    void look(ConsumptionSnapshot snapshot, Map<TopicPartition, Long> ends, Map<TopicPartition, Long> positions) {
        Map<TopicPartition, Seen> found = new HashMap<>();
        snapshot.partitions().forEach((partition, progress) -> {
            long first = progress.firstUnsettled(positions.getOrDefault(partition, 0L));
            if (progress.oldestDue().isEmpty() && ends.getOrDefault(partition, 0L) > first) {
                Seen before = partitions.get(partition);
                found.put(partition, before != null && before.offset() == progress.offset()
                        ? new Seen(before.offset(), before.since(), true)
                        : new Seen(progress.offset(), snapshot.at(), false));
            }
        });
        partitions = found;
    }

    /** Since when the first of them has been so; empty where all are read. */
    Optional<Instant> since() {
        return partitions.values().stream().filter(Seen::again).map(Seen::since).min(Comparator.naturalOrder());
    }
}
