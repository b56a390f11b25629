package dev.smsverification.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

import dev.smsverification.intake.Consumption;
import dev.smsverification.intake.ConsumptionSnapshot;
import dev.smsverification.intake.ConsumptionSnapshot.PartitionProgress;
import dev.smsverification.intake.StillConsumption;

class HealthChecksTest {

    private static final Instant NOW = Instant.parse("2026-04-01T12:00:00Z");

    @Test
    void isNotReadyUntilTheGroupHasTakenItInAndSaysSo() {
        HealthCheckResponse health = group(false, true);

        assertThat(health.getStatus()).isEqualTo(Status.DOWN);
        assertThat(health.getData().orElseThrow().get("problem").toString()).contains("consumer group");
    }

    @Test
    void isNotReadyWhereTheGroupHasNotConfirmedForASessionThatItIsAMember() {
        HealthCheckResponse health = group(true, false);

        assertThat(health.getStatus()).isEqualTo(Status.DOWN);
        assertThat(health.getData().orElseThrow().get("problem").toString()).contains("not confirmed");
    }

    @Test
    void isReadyAsAMemberOfTheGroup() {
        assertThat(group(true, true).getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void isNotReadyWhileTheLedgerIsReadAndSaysSo() {
        HealthCheckResponse health = ledger(Optional.of(NOW));

        assertThat(health.getStatus()).isEqualTo(Status.DOWN);
        assertThat(health.getData().orElseThrow().get("problem").toString()).contains("ledger is being read");
    }

    @Test
    void isReadyWhenTheLedgerIsRead() {
        assertThat(ledger(Optional.empty()).getStatus()).isEqualTo(Status.UP);
    }

    private static HealthCheckResponse group(boolean joined, boolean confirmed) {
        return new HealthChecks().group(consumption(joined, confirmed, Optional.empty())).call();
    }

    private static HealthCheckResponse ledger(Optional<Instant> beginningSince) {
        return new HealthChecks().ledger(consumption(true, true, beginningSince)).call();
    }

    private static Consumption consumption(boolean joined, boolean confirmed, Optional<Instant> beginningSince) {
        var partitions = joined
                ? Map.of(new TopicPartition("requests", 0), new PartitionProgress(7, 0, Optional.empty()))
                : Map.<TopicPartition, PartitionProgress>of();
        return new StillConsumption(new ConsumptionSnapshot(NOW, partitions, confirmed), beginningSince);
    }
}
