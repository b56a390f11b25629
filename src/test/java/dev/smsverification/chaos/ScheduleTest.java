package dev.smsverification.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

class ScheduleTest {

    private static final Duration LENGTH = Duration.ofSeconds(60);

    @Test
    void isTheSameForTheSameSeed() {
        assertThat(Schedule.of(7, LENGTH, 3)).isEqualTo(Schedule.of(7, LENGTH, 3));
    }

    @Test
    void isAnotherForAnotherSeed() {
        assertThat(Schedule.of(7, LENGTH, 3)).isNotEqualTo(Schedule.of(8, LENGTH, 3));
    }

    @Test
    void killsAndStopsEvenInAMinute() {
        assertThat(Schedule.of(7, LENGTH, 3).workers()).extracting(Move::kind).contains(Move.Kind.KILL,
                Move.Kind.TERMINATE);
    }

    @Test
    void stopsNoBrokerBeforeTheLastOneIsUp() {
        assertThat(Schedule.of(7, Duration.ofMinutes(10), 3).brokers()).hasSizeGreaterThan(20)
                .isSortedAccordingTo((a, b) -> a.at().plus(a.down()).compareTo(b.at()));
    }
}
