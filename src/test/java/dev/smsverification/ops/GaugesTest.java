package dev.smsverification.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import dev.smsverification.delivery.ManualLoop;
import dev.smsverification.intake.Consumption;
import dev.smsverification.intake.ConsumptionSnapshot;
import dev.smsverification.intake.StillConsumption;
import dev.smsverification.ledger.Ledger;
import dev.smsverification.ledger.Successor;
import dev.smsverification.reload.Reload;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.StartupEvent;

class GaugesTest {

    private static final Instant NOW = Instant.parse("2026-04-01T12:00:00Z");
    private static final TopicPartition PARTITION = new TopicPartition("requests", 0);

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

    @Test
    void countsATakeoverWithoutTheLedger() {
        Ledger ledger = Successor.ledger("127.0.0.1:1", new ManualLoop());
        MeterRegistry meters = registered(null, null, ledger);

        // So that it does not wait for the broker.
        Thread.currentThread().interrupt();
        try {
            ledger.read(Map.of(PARTITION, 0L), Set.of());
        } finally {
            Thread.interrupted();
        }

        assertThat(meters.get("sms_ledger_unread_total").functionCounter().count()).isEqualTo(ledger.unread()).isOne();
    }

    private static double oldest(Optional<Instant> due, Optional<Instant> beginning, Optional<Instant> unread) {
        ConsumptionSnapshot snapshot = new ConsumptionSnapshot(NOW,
                Map.of(PARTITION, new ConsumptionSnapshot.PartitionProgress(7, 0, due)), true);
        Lag lag = new Lag(null, null, null) {
            @Override
            Optional<Instant> unreadSince() {
                return unread;
            }
        };
        return registered(new StillConsumption(snapshot, beginning), lag, null).get("sms_oldest_unfinished_seconds")
                .gauge().value();
    }

    private static MeterRegistry registered(Consumption consumption, Lag lag, Ledger ledger) {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        new Gauges().register(new StartupEvent(), meters, null, null, consumption, lag, ledger,
                new Reload(List.of(), null), List.of(), InstantSource.fixed(NOW));
        return meters;
    }
}
