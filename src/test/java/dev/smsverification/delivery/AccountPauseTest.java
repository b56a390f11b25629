package dev.smsverification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.smsverification.event.Consumed;
import dev.smsverification.event.Reason;
import dev.smsverification.event.Status;

class AccountPauseTest {

    private static final Outcome.AccountProblem SUSPENDED = new Outcome.AccountProblem(OptionalInt.of(20005));

    private final Workbench bench = new Workbench(10);

    @BeforeEach
    void accountIsSuspended() {
        bench.sender.answer(SUSPENDED);
        bench.sender.probesSay(Optional.of(SUSPENDED));
        bench.handle(Consumed.signIn());
    }

    @Test
    void tellsWhatIsWrongAndSettlesNothing() {
        assertThat(bench.pause.problem()).contains(SUSPENDED);
        assertThat(bench.outbox.results()).isEmpty();
    }

    @Test
    void sendsNothingMeanwhile() {
        bench.handle(Consumed.signIn("e-2", "+12025550111", Consumed.ARRIVED.plusSeconds(600)));

        bench.loop.pass(Duration.ofMinutes(1));

        assertThat(bench.sender.sent()).hasSize(1);
    }

    @Test
    void asksLessAndLessOftenButAtLeastOnceAMinute() {
        int[] probes = IntStream.of(1, 2, 4, 8, 16, 32, 60, 60, 60).map(seconds -> {
            bench.loop.pass(Duration.ofSeconds(seconds));
            return bench.sender.probes();
        }).toArray();

        assertThat(probes).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    @Test
    void resumesByItselfWithEverythingThatWaited() {
        bench.handle(Consumed.signIn("e-2", "+12025550111", Consumed.ARRIVED.plusSeconds(600)));
        bench.sender.probesSay(Optional.empty());
        bench.sender.answer(ScriptedSender.accepted());
        bench.sender.answer(ScriptedSender.accepted());

        bench.loop.pass(Duration.ofSeconds(1));

        assertThat(bench.pause.problem()).isEmpty();
        assertThat(bench.outbox.results()).extracting(Result::eventId).containsExactly("e-1", "e-2");
        assertThat(bench.outbox.results()).extracting(it -> it.disposition().status()).containsOnly(Status.SENT);
    }

    /** It was sent before anybody knew that the account cannot send. */
    @Test
    void takesNoLateAnswerForAProof() {
        Workbench late = new Workbench(10);
        late.handle(Consumed.signIn("e-1", "+12025550110", Workbench.NEVER));
        late.handle(Consumed.signIn("e-2", "+12025550111", Workbench.NEVER));
        late.sender.answer("+12025550110", SUSPENDED);
        late.loop.pass(Duration.ofSeconds(1));

        late.sender.answer("+12025550111", ScriptedSender.accepted());
        late.sender.answer("+12025550110", SUSPENDED);
        late.loop.pass(Duration.ofSeconds(1));
        boolean afterASecond = late.pause.problem().isPresent();
        late.loop.pass(Duration.ofSeconds(1));

        assertThat(afterASecond).isTrue();
        assertThat(late.pause.problem()).isEmpty();
    }

    @Test
    void goesOnAskingAfterAFaultOfTheProgram() {
        bench.sender.faultNext();
        bench.sender.probesSay(Optional.empty());

        bench.loop.pass(Duration.ofSeconds(1));
        boolean afterTheFault = bench.pause.problem().isPresent();
        bench.loop.pass(Duration.ofSeconds(2));

        assertThat(afterTheFault).isTrue();
        assertThat(bench.pause.problem()).isEmpty();
    }

    @Test
    void reportsWhatExpiresMeanwhileWithoutWaitingForTheAccount() {
        bench.handle(Consumed.signIn("e-2", "+12025550111", Consumed.ARRIVED.plusSeconds(30)));

        bench.loop.pass(Duration.ofSeconds(31));

        assertThat(bench.outbox.results()).singleElement().satisfies(result -> {
            assertThat(result.eventId()).isEqualTo("e-2");
            assertThat(result.disposition().status()).isEqualTo(Status.EXPIRED);
        });
        assertThat(bench.pause.problem()).isPresent();
    }

    /** What it waits for may wait for hours itself, as only the provider can tell of it. */
    @Test
    void reportsWhatExpiresMeanwhileAlsoBehindAnotherMessageToItsNumber() {
        bench.handle(Consumed.signIn("e-2", "+12025550111", Consumed.ARRIVED.plusSeconds(30)).maybeSent());
        bench.handle(RecipientRequests.otherUsage("e-3", "+12025550111", Consumed.ARRIVED.plusSeconds(30)));

        bench.loop.pass(Duration.ofSeconds(31));

        assertThat(bench.outbox.results()).singleElement().satisfies(result -> {
            assertThat(result.eventId()).isEqualTo("e-3");
            assertThat(result.disposition().status()).isEqualTo(Status.EXPIRED);
        });
    }

    /** Another worker may have its partition by now, and have sent it. Nor must it grow meanwhile with every look. */
    @Test
    void reportsNothingThatExpiresMeanwhileUntilTheGroupHasConfirmedItsLease() {
        bench.delivery.leasesHoldUntil(Consumed.ARRIVED.plusSeconds(3));
        bench.handle(Consumed.signIn("e-2", "+12025550111", Consumed.ARRIVED.plusSeconds(30)));
        bench.loop.pass(Duration.ofHours(10));
        List<Result> unconfirmed = List.copyOf(bench.outbox.results());

        bench.delivery.leasesHoldUntil(Workbench.NEVER);
        bench.loop.pass(Duration.ofSeconds(1));

        assertThat(unconfirmed).isEmpty();
        assertThat(bench.outbox.resultOf("e-2").disposition().status()).isEqualTo(Status.EXPIRED);
    }

    /** It must not grow with every look at whether it has expired. */
    @Test
    void canWaitForHours() {
        bench.handle(Consumed.signIn("e-2", "+12025550111", Consumed.ARRIVED.plus(Duration.ofHours(10))));

        bench.loop.pass(Duration.ofHours(10));

        assertThat(bench.outbox.resultOf("e-2").disposition().status()).isEqualTo(Status.EXPIRED);
    }

    /** Nor one that only the provider can tell of. */
    @Test
    void canWaitForHoursAlsoAfterItHasExpired() {
        bench.handle(Consumed.signIn("e-2", "+12025550111", Consumed.ARRIVED.plusSeconds(30)).maybeSent());
        bench.loop.pass(Duration.ofHours(10));

        bench.sender.finds(Optional.of(ScriptedSender.accepted()));
        bench.sender.probesSay(Optional.empty());
        bench.loop.pass(Duration.ofMinutes(1));

        assertThat(bench.outbox.resultOf("e-2").disposition().status()).isEqualTo(Status.SENT);
    }

    @Test
    void givesNothingUpThatItCannotAskAbout() {
        bench.sender.finds(Optional.of(SUSPENDED));
        bench.handle(Consumed.signIn("e-2", "+12025550111", Consumed.ARRIVED.plusSeconds(30)).maybeSent());
        bench.loop.pass(Duration.ofSeconds(31));
        List<Result> meanwhile = List.copyOf(bench.outbox.results());

        bench.sender.finds(Optional.of(ScriptedSender.accepted()));
        bench.sender.probesSay(Optional.empty());
        bench.loop.pass(Duration.ofSeconds(32));

        assertThat(meanwhile).isEmpty();
        assertThat(bench.outbox.resultOf("e-2").disposition().status()).isEqualTo(Status.SENT);
    }

    @Test
    void beginsAgainWhenTheAccountFailsAgain() {
        bench.sender.probesSay(Optional.empty());
        bench.sender.answer(SUSPENDED);

        bench.loop.pass(Duration.ofSeconds(1));

        assertThat(bench.pause.problem()).contains(SUSPENDED);
        assertThat(bench.sender.sent()).hasSize(2);
    }

    /** As with a short code and a number abroad: everybody else would wait for this one, again and again. */
    @Test
    void givesUpWhatIsRefusedTimeAndAgainWhileOthersAreAccepted() {
        refuseWhileOthersAreAccepted(8, "+12025550110");

        assertThat(bench.pause.problem()).isEmpty();
        wasGivenUp("e-1", Reason.REQUEST_REJECTED);
    }

    /** The order of their answers says nothing. */
    @Test
    void givesUpWhatIsRefusedTimeAndAgainBeforeOthersAreAccepted() {
        bench.sender.probesSay(Optional.empty());
        for (int other = 0; other < 9; other++) {
            String phone = "+1202555012" + other;
            bench.loop.pass(Duration.ofMinutes(1));
            bench.handle(Consumed.signIn("o-" + other, phone, Workbench.NEVER));
            bench.sender.answer("+12025550110", SUSPENDED);
            bench.sender.answer(phone, ScriptedSender.accepted());
        }

        assertThat(bench.pause.problem()).isEmpty();
        wasGivenUp("e-1", Reason.REQUEST_REJECTED);
    }

    @Test
    void doesNotGiveUpBefore() {
        refuseWhileOthersAreAccepted(7, "+12025550110");

        assertThat(bench.pause.problem()).contains(SUSPENDED);
        assertThat(bench.outbox.results()).extracting(Result::eventId).doesNotContain("e-1");
    }

    /** The provider was asked, and has none. */
    @Test
    void saysOfWhatTheProviderDoesNotHaveThatItWasRefused() {
        bench.handle(Consumed.signIn("e-2", "+12025550111", Consumed.ARRIVED.plusSeconds(600)).maybeSent());

        refuseWhileOthersAreAccepted(9, "+12025550111");

        wasGivenUp("e-2", Reason.REQUEST_REJECTED);
    }

    /** The last attempt was refused, but the first may have got through. */
    @Test
    void doesNotSayThatItWasNotSentWhereNobodyIsAsked() {
        bench.sender.cannotReconcile();
        bench.handle(Consumed.signIn("e-2", "+12025550111", Consumed.ARRIVED.plusSeconds(600)).maybeSent());

        refuseWhileOthersAreAccepted(9, "+12025550111");

        wasGivenUp("e-2", Reason.UNCERTAIN_NOT_REPEATED);
    }

    /** As with an API key that must not list messages. */
    @Test
    void doesNotSayOfWhatItCannotAskAboutThatItWasNotSent() {
        bench.sender.probesSay(Optional.empty());
        bench.sender.finds(Optional.of(SUSPENDED));
        bench.sender.answer(ScriptedSender.accepted());
        bench.loop.pass(Duration.ofSeconds(1));
        AtomicInteger others = new AtomicInteger();
        bench.sender.whileAsked(() -> {
            bench.sender.answer(ScriptedSender.accepted());
            int other = others.getAndIncrement();
            bench.handle(Consumed.signIn("o-" + other, "+1202555013" + other, Consumed.ARRIVED.plusSeconds(600)));
        });
        bench.handle(Consumed.signIn("e-2", "+12025550111", Consumed.ARRIVED.plusSeconds(600)).maybeSent());

        bench.loop.pass(Duration.ofSeconds(8));

        wasGivenUp("e-2", Reason.UNCERTAIN_NOT_REPEATED);
    }

    private void wasGivenUp(String eventId, Reason reason) {
        assertThat(bench.outbox.resultOf(eventId).disposition())
                .isEqualTo(Disposition.DeadLetter.of(reason, OptionalInt.of(20005)));
    }

    private void refuseWhileOthersAreAccepted(int times, String refused) {
        bench.sender.probesSay(Optional.empty());
        for (int other = 0; other < times; other++) {
            String phone = "+1202555012" + other;
            bench.loop.pass(Duration.ofSeconds(1));
            bench.handle(Consumed.signIn("o-" + other, phone, Consumed.ARRIVED.plusSeconds(600)));
            bench.sender.answer(phone, ScriptedSender.accepted());
            bench.sender.answer(refused, SUSPENDED);
        }
    }
}
