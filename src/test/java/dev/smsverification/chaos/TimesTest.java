package dev.smsverification.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

class TimesTest {

    private static final Duration LIMIT = Duration.ofMillis(250);

    @Test
    void letsOneOfAHundredTakeLonger() {
        assertThat(times(LongStream.concat(LongStream.rangeClosed(51, 249), LongStream.of(9_000)))
                .nearlyAllUnder(LIMIT)).isTrue();
    }

    @Test
    void seesMoreThatTakeLonger() {
        assertThat(times(LongStream.rangeClosed(54, 253)).nearlyAllUnder(LIMIT)).isFalse();
    }

    @Test
    void seesOneThatCameEarly() {
        assertThat(times(LongStream.of(-1, 0, 1)).nearlyAllUnder(LIMIT)).isTrue();
        assertThat(times(LongStream.of(-2, 0, 1)).nearlyAllUnder(LIMIT)).isFalse();
    }

    @Test
    void isNotSatisfiedWithNothing() {
        assertThat(times(LongStream.empty()).nearlyAllUnder(LIMIT)).isFalse();
    }

    private static Times times(LongStream millis) {
        return Times.of(millis.mapToObj(Duration::ofMillis));
    }
}
