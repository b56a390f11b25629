package dev.smsverification.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;

import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

class ThreadsLivenessTest {

    private static final Instant NOW = Instant.parse("2026-04-01T12:00:00Z");

    @Test
    void isAliveWhileBothThreadsAreHeardOf() {
        assertThat(judge(Duration.ofSeconds(29), Duration.ofMinutes(4)).getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void isNotAliveWhenTheEventLoopStands() {
        HealthCheckResponse health = judge(Duration.ofSeconds(31), Duration.ZERO);

        assertThat(health.getStatus()).isEqualTo(Status.DOWN);
        assertThat(health.getData().orElseThrow()).containsOnlyKeys("eventLoop");
    }

    @Test
    void isNotAliveWhenTheConsumerNoLongerPolls() {
        HealthCheckResponse health = judge(Duration.ZERO, Duration.ofMinutes(6));

        assertThat(health.getStatus()).isEqualTo(Status.DOWN);
        assertThat(health.getData().orElseThrow()).containsOnlyKeys("consumer");
    }

    private static HealthCheckResponse judge(Duration sinceTurn, Duration sincePoll) {
        return ThreadsLiveness.judge(NOW.minus(sinceTurn), NOW.minus(sincePoll), NOW);
    }
}
