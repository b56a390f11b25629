package dev.smsverification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;

import dev.smsverification.event.Attempt;
import dev.smsverification.event.Consumed;
import dev.smsverification.event.Reason;
import dev.smsverification.event.Received;
import dev.smsverification.event.Status;

/** An id comes more than once: whatever has it, only one message is sent for it. */
class RepeatedEventTest {

    private static final Received NO_NUMBER = Consumed.request("{'id':'e-1','phone':'none'}", Map.of());

    private final Workbench bench = new Workbench(2);
    private final RecipientRequests requests = new RecipientRequests();

    @Test
    void takesARepeatedEventForADuplicateAndNotForANewerCode() {
        bench.handle(requests.requestedAt("e-1", Consumed.PUBLISHED));
        bench.handle(requests.requestedAt("e-1", Consumed.PUBLISHED.plusMillis(1)));

        bench.sender.answer(ScriptedSender.accepted());

        assertThat(bench.outbox.results()).extracting(result -> result.disposition().status())
                .containsExactly(Status.SENT, Status.DUPLICATE);
    }

    @Test
    void takesARepeatedEventForADuplicateWhoseverNumberItHas() {
        bench.handle(Consumed.signIn("e-1", "+12025550111", Workbench.NEVER));
        bench.handle(Consumed.signIn("e-1", "+12025550112", Workbench.NEVER));

        bench.sender.answer(ScriptedSender.accepted());

        assertThat(bench.sender.sent()).hasSize(1);
        assertThat(bench.outbox.results()).extracting(result -> result.disposition().status())
                .containsExactly(Status.SENT, Status.DUPLICATE);
    }

    /** A copy that goes does not give the id free. */
    @Test
    void takesARepeatedEventForADuplicateAlsoWhenAnotherCopyWasLeft() {
        AtomicBoolean held = new AtomicBoolean(true);
        bench.handle(Consumed.signIn("e-1", "+12025550111", Workbench.NEVER));
        bench.handle(Consumed.signIn("e-1", "+12025550111", Workbench.NEVER), held::get);
        held.set(false);
        bench.delivery.releaseCancelled();

        bench.handle(Consumed.signIn("e-1", "+12025550112", Workbench.NEVER));
        bench.sender.answer(ScriptedSender.accepted());

        assertThat(bench.sender.sent()).hasSize(1);
        assertThat(bench.outbox.results()).extracting(result -> result.disposition().status())
                .containsExactly(Status.SENT, Status.DUPLICATE);
    }

    /** However many: none stands on the stack of the one before. */
    @Test
    void reportsEachOfManyCopiesOfAnEvent() {
        for (int n = 0; n < 10_000; n++) {
            bench.handle(requests.requestedAt("e-1", Consumed.PUBLISHED));
        }

        bench.sender.answer(ScriptedSender.accepted());

        assertThat(bench.outbox.results()).extracting(result -> result.disposition().status()).hasSize(10_000)
                .filteredOn(status -> status != Status.DUPLICATE).containsExactly(Status.SENT);
    }

    /** Another message to its own number is under way when the first of its id turns out to be left. */
    @Test
    void sendsAnEventInTheTurnOfItsOwnNumberWhoseverIdItHas() {
        AtomicBoolean held = new AtomicBoolean(true);
        bench.handle(RecipientRequests.otherUsage("e-0", "+12025550111"));
        var first = bench.handle(Consumed.signIn("e-1", "+12025550111", Workbench.NEVER), held::get);
        bench.handle(Consumed.signIn("e-1", "+12025550112", Workbench.NEVER));
        bench.handle(RecipientRequests.otherUsage("e-2", "+12025550112"));

        held.set(false);
        bench.delivery.releaseCancelled();
        bench.sender.answer("+12025550111", ScriptedSender.accepted());

        assertThat(first).isCompletedWithValue(Handling.LEFT);
        assertThat(bench.sender.sent()).hasSize(2);
        bench.sender.answer("+12025550112", ScriptedSender.accepted());
        assertThat(bench.sender.sent()).hasSize(3);
    }

    /** Superseded, the first has no turn any more; but it has no result yet. */
    @Test
    void takesARepeatedEventForADuplicateAlsoWhereTheFirstWaitsForItsLease() {
        bench.handle(requests.requestedAt("newer", Consumed.PUBLISHED.plusMillis(1)));
        bench.delivery.leasesHoldUntil(Consumed.ARRIVED);
        bench.handle(requests.requestedAt("e-1", Consumed.PUBLISHED));
        bench.sender.answer(ScriptedSender.accepted());
        bench.handle(Consumed.signIn("e-1", "+12025550112", Workbench.NEVER));

        bench.delivery.leasesHoldUntil(Workbench.NEVER);

        assertThat(bench.outbox.results()).extracting(result -> result.disposition().status())
                .containsExactly(Status.SENT, Status.SUPERSEDED, Status.SUPERSEDED);
    }

    @Test
    void takesARepeatedEventForNoNewerCodeWhereTheFirstWasSuperseded() {
        bench.handle(requests.requestedAt("newer", Consumed.PUBLISHED.plusMillis(1)));
        bench.sender.answer(ScriptedSender.accepted());
        bench.handle(requests.requestedAt("older", Consumed.PUBLISHED));

        bench.handle(requests.requestedAt("older", Consumed.PUBLISHED.plusMillis(2)));

        assertThat(bench.outbox.results()).extracting(result -> result.disposition().status())
                .containsExactly(Status.SENT, Status.SUPERSEDED, Status.SUPERSEDED);
    }

    @Test
    void takesARepeatedEventForNoNewerCodeThanOneThatIsTriedAgain() {
        bench.sender.answer(ScriptedSender.accepted());
        bench.handle(requests.requestedAt("e-1", Consumed.PUBLISHED));

        assertThat(retryOfANewerOneAfterRepeating("e-1")).isEqualTo(Status.SENT);
    }

    @Test
    void takesWhatWasSupersededForNoNewerCodeThanOneThatIsTriedAgain() {
        bench.sender.answer(ScriptedSender.accepted());
        bench.handle(requests.requestedAt("e-0", Consumed.PUBLISHED));
        bench.handle(requests.requestedAt("e-1", Consumed.PUBLISHED.minusMillis(1)));

        assertThat(retryOfANewerOneAfterRepeating("e-1")).isEqualTo(Status.SENT);
    }

    @Test
    void takesWhatHasExpiredForNoNewerCodeThanOneThatIsTriedAgain() {
        bench.handle(requests.expiredAt("e-1", Consumed.PUBLISHED));

        assertThat(retryOfANewerOneAfter(requests.expiredAt("e-1", Consumed.PUBLISHED.plusMillis(2))))
                .isEqualTo(Status.SENT);
    }

    /** It may have been meant for longer than the first. */
    @Test
    void takesANewCodeForNewerAlsoWhereAnEarlierOneOfItsEventHasExpired() {
        bench.handle(requests.expiredAt("e-1", Consumed.PUBLISHED));

        assertThat(retryOfANewerOneAfter(requests.requestedAt("e-1", Consumed.PUBLISHED.plusMillis(2))))
                .isEqualTo(Status.SUPERSEDED);
    }

    private Status retryOfANewerOneAfterRepeating(String id) {
        return retryOfANewerOneAfter(requests.requestedAt(id, Consumed.PUBLISHED.plusMillis(2)));
    }

    private Status retryOfANewerOneAfter(Received repeated) {
        Received newer = requests.requestedAt("newer", Consumed.PUBLISHED.plusMillis(1));
        bench.sender.answer(new Outcome.Throttled(Optional.empty(), OptionalInt.empty()));
        bench.handle(newer);
        Attempt next = ((Disposition.RetryAt) bench.outbox.results().getLast().disposition()).next();
        bench.sender.answer(ScriptedSender.accepted());
        bench.handle(repeated);

        bench.sender.answer(ScriptedSender.accepted());
        bench.handle(new Received(newer.record(), newer.source(), next));
        return bench.outbox.results().getLast().disposition().status();
    }

    @Test
    void leavesTheResultOfARepeatedEventToTheFirst() {
        bench.sender.finds(Optional.of(ScriptedSender.accepted()));
        bench.handle(requests.requestedAt("e-1", Consumed.PUBLISHED));
        bench.sender.answer(new Outcome.Uncertain(Reason.PROVIDER_TIMEOUT, OptionalInt.empty()));

        bench.handle(requests.requestedAt("e-1", Consumed.PUBLISHED).maybeSent());

        assertThat(bench.outbox.results()).extracting(result -> result.disposition().status())
                .containsExactly(Status.RETRYING, Status.DUPLICATE);
    }

    @Test
    void leavesASecondCopyOfAnAttemptThatWaitedForItsTurn() {
        Received retry = Consumed.retry(requests.requestedAt("e-1", Consumed.PUBLISHED), Consumed.ARRIVED);
        bench.handle(retry);
        bench.handle(retry);

        bench.sender.answer(ScriptedSender.accepted());

        assertThat(bench.outbox.results()).extracting(result -> result.disposition().status())
                .containsExactly(Status.SENT);
        assertThat(bench.sender.sent()).hasSize(1);
    }

    @Test
    void leavesARepeatedEventWaitingForTheFirstWhateverComesAfterIt() {
        bench.handle(requests.requestedAt("e-1", Consumed.PUBLISHED));
        bench.handle(requests.requestedAt("e-1", Consumed.PUBLISHED));

        bench.handle(requests.requestedAt("newer", Consumed.PUBLISHED.plusMillis(1)));
        bench.sender.answer(ScriptedSender.accepted());

        assertThat(bench.outbox.results()).extracting(result -> result.disposition().status())
                .containsExactly(Status.SENT, Status.DUPLICATE);
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
}
