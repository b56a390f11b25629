package dev.smsverification.intake;

import static dev.smsverification.intake.Desk.GENERATION;
import static dev.smsverification.intake.Desk.ZERO;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.smsverification.delivery.Result;
import dev.smsverification.event.Consumed;
import dev.smsverification.event.Status;

/** The group has not confirmed for a session that the worker is a member: another one may have its partitions, and report what it sends. */
class UnconfirmedTest {

    private final Desk desk = Desk.unconfirmed();

    @BeforeEach
    void wasConfirmedOnce() {
        desk.intake.confirmed(Consumed.ARRIVED);
    }

    /** As on a worker that was frozen: it hears of nothing before its timers have run. */
    @Test
    void reportsNoRetryThatHasExpiredWhenItIsDue() {
        desk.intake.accept(Desk.retry(10, Duration.ofMinutes(11)), GENERATION);

        desk.bench.loop.pass(Duration.ofMinutes(11));
        List<Result> unconfirmed = List.copyOf(desk.bench.outbox.results());
        desk.intake.confirmed(desk.bench.loop.now());

        assertThat(unconfirmed).isEmpty();
        assertThat(desk.bench.outbox.results()).singleElement()
                .satisfies(result -> assertThat(result.disposition().status()).isEqualTo(Status.EXPIRED));
    }

    @Test
    void isUnconfirmedAfterASession() {
        boolean before = desk.intake.snapshot().confirmed();

        desk.bench.loop.pass(Desk.SESSION_TIMEOUT);

        assertThat(before).isTrue();
        assertThat(desk.intake.snapshot().confirmed()).isFalse();
    }

    @Test
    void reportsNothingThatIsNoRequest() {
        desk.bench.loop.pass(Desk.SESSION_TIMEOUT);

        desk.intake.accept(Desk.malformed(ZERO, 10), GENERATION);
        List<Result> unconfirmed = List.copyOf(desk.bench.outbox.results());
        desk.intake.confirmed(desk.bench.loop.now());

        assertThat(unconfirmed).isEmpty();
        assertThat(desk.bench.outbox.results()).singleElement()
                .satisfies(result -> assertThat(result.disposition().status()).isEqualTo(Status.FAILED));
        assertThat(desk.settled()).containsEntry(ZERO, 11L);
    }

    @Test
    void leavesWhatWaitsWhenItsPartitionIsTakenAway() {
        desk.bench.loop.pass(Desk.SESSION_TIMEOUT);
        desk.intake.accept(Desk.malformed(ZERO, 10), GENERATION);
        desk.accept(ZERO, 11);

        var givenAway = desk.intake.revoke(List.of(ZERO), Duration.ofHours(1));

        assertThat(givenAway).isCompletedWithValueMatching(offsets -> offsets.get(ZERO).offset() == 10);
        assertThat(desk.bench.outbox.results()).isEmpty();
    }
}
