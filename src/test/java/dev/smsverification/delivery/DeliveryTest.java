package dev.smsverification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;

import dev.smsverification.event.Consumed;
import dev.smsverification.event.PhoneNumber;
import dev.smsverification.event.Reason;
import dev.smsverification.event.Received;
import dev.smsverification.event.Status;

class DeliveryTest {

    private static final Outcome THROTTLED = new Outcome.Throttled(Optional.empty(), OptionalInt.of(20429));

    private static final Received NO_NUMBER = Consumed.request("{'id':'e-1','phone':'none'}", Map.of());

    private final Workbench bench = new Workbench(2);

    @Test
    void sendsTheTextOfARequestForTheRestOfItsLife() {
        bench.handle(Consumed.signIn());

        assertThat(bench.sender.sent()).containsExactly(new TextMessage(
                new PhoneNumber("+12025550110", 1, "US"), "Your code is 012345", 1,
                Workbench.TTL.minus(Duration.between(Consumed.PUBLISHED, Consumed.ARRIVED))));
    }

    @Test
    void settlesWhenTheResultIsDurableAndNotBefore() {
        bench.outbox.holdUp();
        CompletableFuture<Handling> handling = bench.handle(Consumed.signIn());
        boolean beforeTheAnswer = handling.isDone();
        bench.sender.answer(ScriptedSender.accepted());
        boolean beforeItIsDurable = handling.isDone();

        bench.outbox.catchUp();

        assertThat(beforeTheAnswer).isFalse();
        assertThat(beforeItIsDurable).isFalse();
        assertThat(handling).isCompletedWithValue(Handling.SETTLED);
    }

    @Test
    void reportsWhatItSent() {
        bench.sender.answer(ScriptedSender.accepted());

        bench.handle(Consumed.signIn());

        assertThat(bench.outbox.onlyResult().disposition()).isEqualTo(new Disposition.Sent(ScriptedSender.accepted()));
        assertThat(bench.outbox.onlyResult().eventId()).isEqualTo("e-1");
        assertThat(bench.outbox.onlyResult().at()).isEqualTo(Consumed.ARRIVED);
    }

    @Test
    void keepsWhatIsNoRequest() {
        CompletableFuture<Handling> handling = bench.handle(Consumed.request("[]", Map.of()));

        assertThat(bench.outbox.onlyResult().disposition())
                .isEqualTo(new Disposition.DeadLetter(Reason.NOT_JSON,
                        OptionalInt.empty(), Optional.of("the value is not a JSON object")));
        assertThat(bench.outbox.onlyResult().request()).isEmpty();
        assertThat(handling).isCompletedWithValue(Handling.SETTLED);
        assertThat(bench.sender.sent()).isEmpty();
    }

    @Test
    void keepsWhatIsNoRequestOnceWhereAWorkerBeforeHasReportedIt() {
        bench.history.recallBroken("e-1", NO_NUMBER.source(), NO_NUMBER.attempt(), Consumed.ARRIVED);

        CompletableFuture<Handling> handling = bench.handle(NO_NUMBER);

        assertThat(handling).isCompletedWithValue(Handling.SETTLED);
        assertThat(bench.outbox.results()).isEmpty();
    }

    @Test
    void takesAnIdThatWasGivenUpForHandledAlsoWhereItsEventWasNoRequest() {
        bench.handle(NO_NUMBER);

        bench.handle(Consumed.signIn());

        assertThat(bench.outbox.results()).extracting(it -> it.disposition().status())
                .containsExactly(Status.FAILED, Status.DUPLICATE);
    }

    @Test
    void leavesTheIdOfAnEventThatWaitsToIt() {
        Workbench busy = new Workbench(1);
        busy.handle(Consumed.signIn("e-0", "+12025550111", Workbench.NEVER));
        busy.handle(Consumed.signIn("e-1", "+12025550112", Workbench.NEVER));

        busy.handle(Consumed.request("{'id':'e-1','phone':'none'}", Map.of()));

        busy.sender.answer(ScriptedSender.accepted());
        assertThat(busy.sender.sent()).hasSize(2);
    }

    /** A flood of what is no request would push out the ids that were sent. */
    @Test
    void takesNoNoteOfAnIdThatAnEventDoesNotName() {
        bench.sender.answer(ScriptedSender.accepted());
        Received nameless = Consumed.request("[]", Map.of());
        bench.handle(nameless);

        bench.handle(Consumed.signIn(nameless.source().id(), "+12025550110", Workbench.NEVER));

        assertThat(bench.outbox.results()).extracting(it -> it.disposition().status())
                .containsExactly(Status.FAILED, Status.SENT);
    }

    @Test
    void keepsWhatHasExpiredAfterAnAttempt() {
        bench.loop.pass(Workbench.TTL);

        bench.handle(Consumed.signInAgain(false));

        assertThat(bench.outbox.onlyResult().disposition())
                .isEqualTo(new Disposition.DeadLetter(Reason.CODE_EXPIRED, OptionalInt.empty(), Optional.empty()));
        assertThat(bench.sender.sent()).isEmpty();
    }

    @Test
    void dropsWhatHasExpired() {
        bench.handle(Consumed.signIn("e-1", "+12025550110", Consumed.ARRIVED));

        assertThat(bench.outbox.onlyResult().disposition())
                .isEqualTo(new Disposition.Dropped(Status.EXPIRED, Reason.CODE_EXPIRED));
        assertThat(bench.sender.sent()).isEmpty();
    }

    @Test
    void dropsWhatExpiresWhileItWaitsForASlot() {
        bench.handle(Consumed.signIn("e-1", "+12025550111", Consumed.ARRIVED.plusSeconds(60)));
        bench.handle(Consumed.signIn("e-2", "+12025550112", Consumed.ARRIVED.plusSeconds(60)));
        bench.handle(Consumed.signIn("e-3", "+12025550113", Consumed.ARRIVED.plusSeconds(60)));
        bench.loop.pass(Duration.ofMinutes(1));

        bench.sender.answer(ScriptedSender.accepted());

        assertThat(bench.outbox.results()).filteredOn(it -> it.eventId().equals("e-3")).singleElement()
                .satisfies(it -> assertThat(it.disposition().status()).isEqualTo(Status.EXPIRED));
    }

    @Test
    void sendsNoMoreAtOnceThanThereAreSlots() {
        for (int n = 0; n < 5; n++) {
            bench.handle(Consumed.signIn("e-" + n, "+1202555011" + n, Consumed.ARRIVED.plusSeconds(60)));
        }
        int atFirst = bench.sender.sent().size();

        bench.sender.answer(ScriptedSender.accepted());

        assertThat(atFirst).isEqualTo(2);
        assertThat(bench.sender.sent()).hasSize(3);
    }

    @Test
    void sendsFewerAtOnceWhenTheProviderAsksForLess() {
        Workbench busy = new Workbench(10);
        for (int n = 0; n < 11; n++) {
            busy.handle(Consumed.signIn("e-" + n, "+120255501%02d".formatted(n), Workbench.NEVER));
        }

        busy.sender.answer(THROTTLED);

        assertThat(busy.outbox.onlyResult().disposition().status()).isEqualTo(Status.RETRYING);
        assertThat(busy.sender.sent()).hasSize(10);
    }

    @Test
    void givesTheSlotBackAfterAFaultOfTheProgram() {
        bench.sender.faultNext();
        CompletableFuture<Handling> faulty = bench.handle(Consumed.signIn("e-0", "+12025550110", Workbench.NEVER));

        for (int n = 1; n <= 2; n++) {
            bench.handle(Consumed.signIn("e-" + n, "+1202555011" + n, Workbench.NEVER));
        }

        assertThat(faulty).isCompletedExceptionally();
        assertThat(bench.sender.sent()).hasSize(3);
    }

    @Test
    void leavesWhatHasNotBegunWhenItsLeaseEnds() {
        boolean[] held = {true};
        CompletableFuture<Handling> first = bench.handle(Consumed.signIn("e-1", "+12025550111", Workbench.NEVER),
                () -> held[0]);
        bench.handle(Consumed.signIn("e-2", "+12025550112", Workbench.NEVER), () -> held[0]);
        CompletableFuture<Handling> third = bench.handle(Consumed.signIn("e-3", "+12025550113", Workbench.NEVER),
                () -> held[0]);

        held[0] = false;
        bench.delivery.leasesEnded();
        bench.sender.answer(ScriptedSender.accepted());

        assertThat(third).isCompletedWithValue(Handling.LEFT);
        assertThat(first).isCompletedWithValue(Handling.SETTLED);
        assertThat(bench.outbox.results()).extracting(Result::eventId).containsExactly("e-1");
    }

    @Test
    void repeatsOnceAtOnceWhatWasCertainlyNotSent() {
        bench.sender.answer(new Outcome.NotSent(Reason.PROVIDER_UNREACHABLE));
        bench.sender.answer(ScriptedSender.accepted());

        bench.handle(Consumed.signIn());

        assertThat(bench.sender.sent()).hasSize(2);
        assertThat(bench.outbox.onlyResult().disposition().status()).isEqualTo(Status.SENT);
    }

    @Test
    void repeatsNothingWhenItsLeaseEndsInTheMomentBefore() {
        AtomicBoolean held = new AtomicBoolean(true);
        Workbench losing = new Workbench(2, () -> held.set(false));
        losing.sender.answer(new Outcome.NotSent(Reason.PROVIDER_UNREACHABLE));

        losing.handle(Consumed.signIn(), held::get);

        assertThat(losing.sender.sent()).hasSize(1);
        assertThat(losing.outbox.onlyResult().disposition().status()).isEqualTo(Status.RETRYING);
    }

    @Test
    void repeatsNothingAtOnceWhenItsLeaseHasEnded() {
        AtomicBoolean held = new AtomicBoolean(true);
        bench.handle(Consumed.signIn(), held::get);

        held.set(false);
        bench.sender.answer(new Outcome.NotSent(Reason.PROVIDER_UNREACHABLE));

        assertThat(bench.sender.sent()).hasSize(1);
        assertThat(bench.outbox.onlyResult().disposition().status()).isEqualTo(Status.RETRYING);
    }

    @Test
    void reportsWhatAWorkerBeforeHadGivenUpAndNotReported() {
        var why = Disposition.DeadLetter.of(Reason.ATTEMPTS_EXHAUSTED, OptionalInt.of(20500));
        Instant at = Consumed.ARRIVED.minusSeconds(1);
        Received received = Consumed.signInAgain(true);
        bench.unreported.add(received.source(), received.attempt(), why, at);

        bench.handle(received);

        assertThat(bench.outbox.onlyResult().disposition()).isEqualTo(why);
        assertThat(bench.outbox.onlyResult().at()).isEqualTo(at);
        assertThat(bench.sender.questions()).isEmpty();
        assertThat(bench.sender.sent()).isEmpty();
    }

    @Test
    void reportsNothingOfAnotherAttemptThanTheOneGivenUp() {
        bench.sender.answer(ScriptedSender.accepted());
        Received received = Consumed.signInAgain(false);
        bench.unreported.add(received.source(), received.attempt().next(Consumed.ARRIVED, false),
                Disposition.DeadLetter.of(Reason.ATTEMPTS_EXHAUSTED, OptionalInt.empty()), Consumed.ARRIVED);

        bench.handle(received);

        assertThat(bench.outbox.onlyResult().disposition().status()).isEqualTo(Status.SENT);
    }

    @Test
    void repeatsNothingElseAtOnce() {
        bench.sender.answer(THROTTLED);

        bench.handle(Consumed.signIn());

        assertThat(bench.sender.sent()).hasSize(1);
        assertThat(bench.outbox.onlyResult().disposition())
                .isEqualTo(Workbench.POLICY.decide(bench.outbox.onlyResult().request().orElseThrow(),
                        bench.outbox.onlyResult().received().attempt(), THROTTLED, Consumed.ARRIVED));
    }
}
