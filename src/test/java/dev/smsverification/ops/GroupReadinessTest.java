package dev.smsverification.ops;

import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

class GroupReadinessTest {

    @Test
    void isNotReadyUntilTheGroupHasTakenItInAndSaysSo() {
        HealthCheckResponse health = GroupReadiness.judge(false, true);

        assertThat(health.getStatus()).isEqualTo(Status.DOWN);
        assertThat(health.getData().orElseThrow().get("problem").toString()).contains("consumer group");
    }

    @Test
    void isNotReadyWhereTheGroupHasNotConfirmedForASessionThatItIsAMember() {
        HealthCheckResponse health = GroupReadiness.judge(true, false);

        assertThat(health.getStatus()).isEqualTo(Status.DOWN);
        assertThat(health.getData().orElseThrow().get("problem").toString()).contains("not confirmed");
    }

    @Test
    void isReadyFromThenOn() {
        assertThat(GroupReadiness.judge(true, true).getStatus()).isEqualTo(Status.UP);
    }
}
