package dev.smsverification.intake;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import org.apache.kafka.common.TopicPartition;

/**
 * How far the work on each assigned partition had come at one time.
 *
 * @param at that time
 * @param confirmed whether the group had confirmed within the session timeout that the partitions are this worker's; otherwise nothing is
 *        sent
 */
public record ConsumptionSnapshot(Instant at, Map<TopicPartition, PartitionProgress> partitions, boolean confirmed) {

    /**
     * How far the work on one partition had come.
     *
     * @param offset everything before it was settled
     * @param settledAhead how many records from there on were settled too
     * @param oldestDue since when the first unsettled record that was taken in has been due: a request since it was published, a retry
     *        since its time came or will come
     */
    public record PartitionProgress(long offset, int settledAhead, Optional<Instant> oldestDue) {

        /**
         * The offset of the first record that is not settled, as far as is known.
         *
         * @param position polled up to there; it passes offsets that are no records any more, or never were, such as transaction markers
         */
        public long firstUnsettled(long position) {
            return oldestDue.isPresent() ? offset : Math.max(offset, position);
        }
    }

    /** Since when the oldest record that is due has been waiting; empty if none is due. */
    public Optional<Instant> oldestDue() {
        return partitions.values().stream().flatMap(progress -> progress.oldestDue().stream()).min(Instant::compareTo)
                .filter(due -> due.isBefore(at));
    }
}
