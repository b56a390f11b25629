package dev.smsverification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import dev.smsverification.event.Consumed;
import dev.smsverification.event.Reason;
import dev.smsverification.event.Received;
import dev.smsverification.event.Status;

/** What a worker that was killed had given up and not reported, or reported and not acknowledged. */
class UnreportedTest {

    private final Workbench bench = new Workbench(2);

    @Test
    void reportsWhatAWorkerBeforeHadGivenUpAndNotReported() {
        var why = Disposition.DeadLetter.of(Reason.ATTEMPTS_EXHAUSTED, OptionalInt.of(20500));
        Instant at = Consumed.ARRIVED.minusSeconds(1);
        Received received = Consumed.signInAgain(true);
        bench.unreported.add(received.source(), received.attempt().number(), why, at);

        bench.handle(received);

        assertThat(bench.outbox.onlyResult().disposition()).isEqualTo(why);
        assertThat(bench.outbox.onlyResult().at()).isEqualTo(at);
        assertThat(bench.sender.questions()).isEmpty();
        assertThat(bench.sender.sent()).isEmpty();
    }

    /** Another worker may have its partition by now, and have reported it. */
    @Test
    void reportsItWhenItsLeaseIsConfirmed() {
        Received received = Consumed.signIn();
        bench.unreported.add(received.source(), received.attempt().number(),
                Disposition.DeadLetter.of(Reason.REQUEST_REJECTED, OptionalInt.empty()), Consumed.ARRIVED);
        bench.delivery.leasesHoldUntil(Consumed.ARRIVED);
        bench.handle(received);
        List<Result> unconfirmed = List.copyOf(bench.outbox.results());

        bench.delivery.leasesHoldUntil(Workbench.NEVER);

        assertThat(unconfirmed).isEmpty();
        assertThat(bench.outbox.onlyResult().disposition().status()).isEqualTo(Status.FAILED);
    }

    @Test
    void keepsWhatIsNoRequestOnceWhereAWorkerBeforeHasReportedIt() {
        Received received = Consumed.request("{'id':'e-1','phone':'none'}", Map.of());
        bench.history.recallBroken("e-1", received.source(), 1, Consumed.ARRIVED);

        CompletableFuture<Handling> handling = bench.handle(received);

        assertThat(handling).isCompletedWithValue(Handling.SETTLED);
        assertThat(bench.outbox.results()).isEmpty();
    }

    /** Or it would be kept for as long as the worker runs. */
    @Test
    void forgetsWhatAWorkerBeforeHadGivenUpWhereItIsNoRequest() {
        Received received = Consumed.request("{'id':'e-1','phone':'none'}", Map.of());
        bench.unreported.add(received.source(), 1,
                Disposition.DeadLetter.of(Reason.INVALID_PHONE, OptionalInt.empty()), Consumed.ARRIVED);

        bench.handle(received);

        assertThat(bench.outbox.onlyResult().disposition().status()).isEqualTo(Status.FAILED);
        assertThat(bench.unreported.take(received.source(), 1)).isEmpty();
    }

    @Test
    void reportsNothingOfAnotherAttemptThanTheOneGivenUp() {
        bench.sender.answer(ScriptedSender.accepted());
        Received received = Consumed.signInAgain(false);
        bench.unreported.add(received.source(), received.attempt().number() + 1,
                Disposition.DeadLetter.of(Reason.ATTEMPTS_EXHAUSTED, OptionalInt.empty()), Consumed.ARRIVED);

        bench.handle(received);

        assertThat(bench.outbox.onlyResult().disposition().status()).isEqualTo(Status.SENT);
    }
}
