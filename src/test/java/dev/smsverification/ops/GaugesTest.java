package dev.smsverification.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import dev.smsverification.intake.ConsumptionSnapshot;
import dev.smsverification.intake.StillConsumption;

class GaugesTest {

    private static final Instant NOW = Instant.parse("2026-04-01T12:00:00Z");

    @Test
    void theOldestIsZeroSecondsOldWhereNoneWaits() {
        assertThat(oldest(Optional.empty(), Optional.empty(), Optional.empty())).isZero();
    }

    @Test
    void theOldestIsOneThatIsTakenIn() {
        assertThat(oldest(Optional.of(NOW.minusMillis(1_500)), Optional.empty(), Optional.of(NOW.minusMillis(500))))
                .isEqualTo(1.5);
    }

    @Test
    void theOldestIsInAPartitionThatIsNotRead() {
        assertThat(oldest(Optional.of(NOW.minusMillis(500)), Optional.empty(), Optional.of(NOW.minusMillis(90_000))))
                .isEqualTo(90);
    }

    @Test
    void theOldestIsInAPartitionThatIsBeingBegun() {
        assertThat(oldest(Optional.of(NOW.minusMillis(500)), Optional.of(NOW.minusMillis(7_000)), Optional.empty()))
                .isEqualTo(7);
    }

    private static double oldest(Optional<Instant> due, Optional<Instant> beginning, Optional<Instant> unread) {
        ConsumptionSnapshot snapshot = new ConsumptionSnapshot(NOW,
                Map.of(new TopicPartition("requests", 0), new ConsumptionSnapshot.PartitionProgress(7, 0, due)), true);
        Lag lag = new Lag(null, null, null) {
            @Override
            Optional<Instant> unreadSince() {
                return unread;
            }
        };
        return new Gauges(null, null, null, new StillConsumption(snapshot, beginning), lag, null, null, null,
                Clock.fixed(NOW, ZoneOffset.UTC)).oldestUnfinished();
    }
}
