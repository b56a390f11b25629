package dev.smsverification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;

import org.junit.jupiter.api.Test;

class RateLimiterTest {

    private Duration now = Duration.ZERO;
    private final RateLimiter limiter = limiter(Optional.of(10));

    @Test
    void spreadsSendsEvenly() {
        limiter.advance();

        assertThat(limiter.untilNext()).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void catchesUpWithATimerThatWasABitLate() {
        limiter.advance();
        now = Duration.ofMillis(105);

        limiter.advance();

        assertThat(limiter.untilNext()).isEqualTo(Duration.ofMillis(95));
    }

    @Test
    void letsNoBurstThroughAfterAQuietTime() {
        limiter.advance();
        now = Duration.ofMinutes(1);

        limiter.advance();

        assertThat(limiter.untilNext()).isEqualTo(Duration.ofMillis(90));
    }

    @Test
    void holdsNobodyBackWhereThereIsNoLimit() {
        RateLimiter none = limiter(Optional.empty());

        none.advance();

        assertThat(none.untilNext()).isZero();
    }

    private RateLimiter limiter(Optional<Integer> perSecond) {
        return new RateLimiter(perSecond, () -> now.toNanos());
    }
}
