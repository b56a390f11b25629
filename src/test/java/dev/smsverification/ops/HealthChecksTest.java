package dev.smsverification.ops;

import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

class HealthChecksTest {

    @Test
    void isNotReadyUntilTheGroupHasTakenItInAndSaysSo() {
        HealthCheckResponse health = HealthChecks.group(false, true);

        assertThat(health.getStatus()).isEqualTo(Status.DOWN);
        assertThat(health.getData().orElseThrow().get("problem").toString()).contains("consumer group");
    }

    @Test
    void isNotReadyWhereTheGroupHasNotConfirmedForASessionThatItIsAMember() {
        HealthCheckResponse health = HealthChecks.group(true, false);

        assertThat(health.getStatus()).isEqualTo(Status.DOWN);
        assertThat(health.getData().orElseThrow().get("problem").toString()).contains("not confirmed");
    }

    @Test
    void isReadyAsAMemberOfTheGroup() {
        assertThat(HealthChecks.group(true, true).getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void isNotReadyWhileTheLedgerIsReadAndSaysSo() {
        HealthCheckResponse health = HealthChecks.ledger(true);

        assertThat(health.getStatus()).isEqualTo(Status.DOWN);
        assertThat(health.getData().orElseThrow().get("problem").toString()).contains("ledger is being read");
    }

    @Test
    void isReadyWhenTheLedgerIsRead() {
        assertThat(HealthChecks.ledger(false).getStatus()).isEqualTo(Status.UP);
    }
}
