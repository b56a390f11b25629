package dev.smsverification.ops;

import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

class LedgerReadinessTest {

    @Test
    void isNotReadyWhileTheLedgerIsReadAndSaysSo() {
        HealthCheckResponse health = LedgerReadiness.judge(true);

        assertThat(health.getStatus()).isEqualTo(Status.DOWN);
        assertThat(health.getData().orElseThrow().get("problem").toString()).contains("ledger is being read");
    }

    @Test
    void isReadyOtherwise() {
        assertThat(LedgerReadiness.judge(false).getStatus()).isEqualTo(Status.UP);
    }
}
