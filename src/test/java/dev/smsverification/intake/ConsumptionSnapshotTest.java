package dev.smsverification.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ConsumptionSnapshotTest {

    private static final Instant NOW = Instant.parse("2026-04-01T12:00:00Z");
    private static final TopicPartition REQUESTS = new TopicPartition("requests", 0);
    private static final TopicPartition RETRIES = new TopicPartition("retries", 0);

    @Test
    void tellsTheOldestOfAllPartitions() {
        assertThat(snapshot(NOW.minusSeconds(2), NOW.minusSeconds(9)).oldestDue()).contains(NOW.minusSeconds(9));
    }

    @Test
    void doesNotCountARetryThatIsNotDue() {
        assertThat(snapshot(NOW.minusSeconds(2), NOW.plusSeconds(20)).oldestDue()).contains(NOW.minusSeconds(2));
    }

    @Test
    void knowsOfNoneWhereNoneIsDue() {
        assertThat(snapshot(NOW.plusSeconds(1), NOW.plusSeconds(20)).oldestDue()).isEmpty();
    }

    private static ConsumptionSnapshot snapshot(Instant request, Instant retry) {
        return new ConsumptionSnapshot(NOW,
                Map.of(REQUESTS, new ConsumptionSnapshot.PartitionProgress(0, 0, Optional.of(request)), RETRIES,
                        new ConsumptionSnapshot.PartitionProgress(0, 0, Optional.of(retry))),
                true);
    }
}
