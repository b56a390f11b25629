package dev.smsverification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.smsverification.event.Consumed;
import dev.smsverification.event.Reason;
import dev.smsverification.event.Status;

/** When a lease has ended, another worker may have the record. */
class LeaseTest {

    private final Workbench bench = new Workbench(2);

    @Test
    void waitsNoLongerForAConnectionThanTheLeaseLasts() {
        bench.delivery.leasesHoldUntil(Consumed.ARRIVED.plusSeconds(3));

        bench.handle(Consumed.signIn("e-1", "+12025550111", Workbench.NEVER));

        assertThat(bench.sender.sent()).singleElement().extracting(TextMessage::beginWithin)
                .isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void beginsNothingAtTheEndOfTheLeaseUntilItIsConfirmedAgain() {
        bench.delivery.leasesHoldUntil(Consumed.ARRIVED.plusSeconds(45));
        bench.handle(Consumed.signIn("in time", "+12025550111", Workbench.NEVER));
        bench.loop.pass(Duration.ofSeconds(45));
        bench.handle(Consumed.signIn("too late", "+12025550112", Workbench.NEVER));
        assertThat(bench.sender.sent()).hasSize(1);

        bench.delivery.leasesHoldUntil(Consumed.ARRIVED.plusSeconds(90));

        assertThat(bench.sender.sent()).hasSize(2);
    }

    @Test
    void keepsTheOrderOfWhatWaitedForASlotBefore() {
        Workbench busy = new Workbench(1);
        busy.handle(Consumed.signIn("e-1", "+12025550111", Workbench.NEVER));
        busy.handle(Consumed.signIn("e-2", "+12025550112", Workbench.NEVER));
        busy.delivery.leasesHoldUntil(Consumed.ARRIVED);
        busy.sender.answer(ScriptedSender.accepted());
        busy.handle(Consumed.signIn("e-3", "+12025550113", Workbench.NEVER));
        int unconfirmed = busy.sender.sent().size();

        busy.delivery.leasesHoldUntil(Workbench.NEVER);

        assertThat(unconfirmed).isEqualTo(1);
        assertThat(busy.sender.sent()).extracting(it -> it.to().e164()).containsExactly("+12025550111",
                "+12025550112");
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
        bench.delivery.releaseCancelled();
        bench.sender.answer(ScriptedSender.accepted());

        assertThat(third).isCompletedWithValue(Handling.LEFT);
        assertThat(first).isCompletedWithValue(Handling.SETTLED);
        assertThat(bench.outbox.results()).extracting(Result::eventId).containsExactly("e-1");
    }

    /** Or its partition could not be given away before another one's message is sent. */
    @Test
    void leavesWhatWaitsForItsTurnWhenItsLeaseEnds() {
        AtomicBoolean held = new AtomicBoolean(true);
        bench.handle(Consumed.signIn("e-1", "+12025550111", Workbench.NEVER));
        var waiting = bench.handle(Consumed.request(
                "{'id':'e-2','phone':'+12025550111','usageType':'Register','code':'543210'}", Map.of()), held::get);
        var repeated = bench.handle(Consumed.signIn("e-1", "+12025550111", Workbench.NEVER), held::get);

        held.set(false);
        bench.delivery.releaseCancelled();

        assertThat(waiting).isCompletedWithValue(Handling.LEFT);
        assertThat(repeated).isCompletedWithValue(Handling.LEFT);
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

    /** Another worker may have the record by now, and have asked as well. */
    @Test
    void sendsNothingWhereTheLeaseRanOutWhileTheProviderWasAsked() {
        bench.delivery.leasesHoldUntil(Consumed.ARRIVED.plusSeconds(45));
        bench.sender.whileAsked(() -> bench.loop.pass(Duration.ofMinutes(1)));
        bench.handle(Consumed.signIn("e-1", "+12025550111", Workbench.NEVER).maybeSent());
        assertThat(bench.sender.sent()).isEmpty();
        assertThat(bench.outbox.results()).isEmpty();

        bench.sender.whileAsked(() -> {});
        bench.delivery.leasesHoldUntil(Workbench.NEVER);

        assertThat(bench.sender.questions()).hasSize(2);
        assertThat(bench.sender.sent()).hasSize(1);
    }

    /** Nor does it report what it must not send. */
    @ParameterizedTest(name = "expires {0} s after its arrival")
    @ValueSource(ints = {0, 50})
    void reportsNothingWhereTheLeaseRanOutWhileTheProviderWasAsked(int expires) {
        bench.delivery.leasesHoldUntil(Consumed.ARRIVED.plusSeconds(45));
        bench.sender.whileAsked(() -> bench.loop.pass(Duration.ofMinutes(1)));
        bench.handle(Consumed.signIn("e-1", "+12025550111", Consumed.ARRIVED.plusSeconds(expires)).maybeSent());
        assertThat(bench.outbox.results()).isEmpty();

        bench.sender.whileAsked(() -> {});
        bench.delivery.leasesHoldUntil(Workbench.NEVER);

        assertThat(bench.sender.questions()).hasSize(2);
        assertThat(bench.outbox.onlyResult().disposition().status()).isEqualTo(Status.EXPIRED);
    }

    /** As where the network is gone: another worker may have the record by now, and have sent it. */
    @ParameterizedTest
    @MethodSource("notTaken")
    void reportsNothingOfWhatWasNotTakenWhereTheLeaseRanOutMeanwhile(Outcome outcome) {
        bench.delivery.leasesHoldUntil(Consumed.ARRIVED.plusSeconds(45));
        bench.handle(Consumed.signIn("e-1", "+12025550111", Workbench.NEVER));
        bench.loop.pass(Duration.ofSeconds(46));
        bench.sender.answer(outcome);
        assertThat(bench.outbox.results()).isEmpty();

        bench.delivery.leasesHoldUntil(Workbench.NEVER);

        assertThat(bench.sender.sent()).hasSize(2);
    }

    /** As where the worker was frozen for longer than that, and has lost the partition. */
    @ParameterizedTest
    @MethodSource("notTaken")
    void leavesWhatWasNotTakenWhereTheLeaseRanOutAndEndedMeanwhile(Outcome outcome) {
        AtomicBoolean held = new AtomicBoolean(true);
        bench.delivery.leasesHoldUntil(Consumed.ARRIVED.plusSeconds(45));
        var handling = bench.handle(Consumed.signIn("e-1", "+12025550111", Workbench.NEVER), held::get);
        bench.loop.pass(Duration.ofSeconds(60));

        held.set(false);
        bench.sender.answer(outcome);

        assertThat(handling).isCompletedWithValue(Handling.LEFT);
        assertThat(bench.outbox.results()).isEmpty();
    }

    static List<Outcome> notTaken() {
        return List.of(new Outcome.NotSent(Reason.PROVIDER_UNREACHABLE),
                new Outcome.Throttled(Optional.empty(), OptionalInt.empty()));
    }

    @Test
    void reportsWhatNeedsNoSlotAsSoonAsItsLeaseIsConfirmedAgain() {
        Workbench busy = new Workbench(1);
        busy.handle(Consumed.signIn("e-1", "+12025550111", Workbench.NEVER));
        busy.delivery.leasesHoldUntil(Consumed.ARRIVED);
        var malformed = busy.handle(Consumed.request("[]", Map.of()));

        busy.delivery.leasesHoldUntil(Workbench.NEVER);

        assertThat(malformed).isCompletedWithValue(Handling.SETTLED);
    }
}
