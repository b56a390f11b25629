package dev.smsverification.intake;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import org.apache.kafka.common.TopicPartition;

/**
 * How far the work on each assigned partition had come.
 *
 * @param at when that was
 * @param confirmed whether the group had confirmed, within the time of a session, that the partitions are this worker's; nothing is sent
 *        otherwise
 */
public record ConsumptionSnapshot(Instant at, Map<TopicPartition, PartitionProgress> partitions, boolean confirmed) {

    /**
     * How far the work on one partition had come.
     *
     * @param offset everything before it was settled
     * @param settledAhead how many at or behind it were settled too
     * @param oldestDue since when the first record that was taken in and is not settled could have been: a request since it
     *        was published, a retry since it became due
     */
    public record PartitionProgress(long offset, int settledAhead, Optional<Instant> oldestDue) {}

    /** Since when the oldest record that is due has been waiting; empty where none has. */
    public Optional<Instant> oldestDue() {
        return partitions.values().stream().flatMap(progress -> progress.oldestDue().stream()).min(Instant::compareTo)
                .filter(due -> due.isBefore(at));
    }
}
