package dev.smsverification.intake;

import static dev.smsverification.intake.Desk.GENERATION;
import static dev.smsverification.intake.Desk.ZERO;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import dev.smsverification.event.Consumed;

/** Retries that wait in memory until they are due. */
class WaitingRetriesTest {

    private final Desk desk = new Desk();
    private final Intake intake = desk.intake;

    @Test
    void handlesARetryWhenItIsDueAndOthersMeanwhile() {
        intake.accept(Desk.retry(10, Duration.ofSeconds(5)), GENERATION);
        desk.accept(ZERO, 11);
        desk.bench.loop.pass(Duration.ofMillis(4_999));
        int before = desk.bench.sender.sent().size();

        desk.bench.loop.pass(Duration.ofMillis(1));

        assertThat(before).isEqualTo(1);
        assertThat(desk.bench.sender.sent()).hasSize(2);
    }

    /** It has been waiting for its time, which is no fault of the worker's. */
    @Test
    void countsARetryAsUnfinishedOnlySinceItWasDue() {
        intake.accept(Desk.retry(10, Duration.ofSeconds(5)), GENERATION);
        Optional<Instant> before = intake.snapshot().oldestDue();

        desk.bench.loop.pass(Duration.ofSeconds(6));

        assertThat(before).isEmpty();
        assertThat(intake.snapshot().oldestDue()).contains(Consumed.ARRIVED.plusSeconds(5));
    }

    /** As on a machine that comes up before it has asked for the time. */
    @Test
    void handlesARetrySoonAfterTheClockIsSetAheadOfWhenItIsDue() {
        desk.bench.loop.setBack(Duration.ofHours(1));
        intake.accept(Desk.retry(10, Duration.ofSeconds(5)), GENERATION);

        desk.bench.loop.setBack(Duration.ofHours(-1));
        desk.bench.loop.pass(Duration.ofSeconds(10));

        assertThat(desk.bench.sender.sent()).hasSize(1);
    }

    @Test
    void handlesARetryNoLaterWhereTheClockIsSetBackMeanwhile() {
        intake.accept(Desk.retry(10, Duration.ofSeconds(30)), GENERATION);

        desk.bench.loop.pass(Duration.ofSeconds(5));
        desk.bench.loop.setBack(Duration.ofHours(1));
        desk.bench.loop.pass(Duration.ofSeconds(25));

        assertThat(desk.bench.sender.sent()).hasSize(1);
    }

    @Test
    void handlesARetryOfLongWaitNoEarlierThanItIsDue() {
        intake.accept(Desk.retry(10, Duration.ofSeconds(120)), GENERATION);
        desk.bench.loop.pass(Duration.ofMillis(119_999));
        int before = desk.bench.sender.sent().size();

        desk.bench.loop.pass(Duration.ofMillis(1));

        assertThat(before).isZero();
        assertThat(desk.bench.sender.sent()).hasSize(1);
    }
}
