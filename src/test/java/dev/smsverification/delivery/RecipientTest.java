package dev.smsverification.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;

import dev.smsverification.event.Consumed;
import dev.smsverification.event.Status;

/** Several requests for one recipient: one at a time, and the newest wins. */
class RecipientTest {

    private final Workbench bench = new Workbench(2);
    private final RecipientRequests requests = new RecipientRequests();

    @Test
    void sendsToOneRecipientOneAfterAnother() {
        bench.handle(Consumed.signIn("e-1", "+12025550111", Workbench.NEVER));
        bench.handle(RecipientRequests.otherUsage("e-2", "+12025550111"));
        bench.handle(Consumed.signIn("e-3", "+12025550112", Workbench.NEVER));

        assertThat(bench.sender.sent()).extracting(message -> message.to().e164()).containsExactly("+12025550111",
                "+12025550112");
    }

    @Test
    void sendsTheNextAlsoWhileTheResultOfTheOneBeforeIsNotDurable() {
        bench.outbox.holdUp();
        bench.handle(Consumed.signIn("e-1", "+12025550111", Workbench.NEVER));
        bench.handle(RecipientRequests.otherUsage("e-2", "+12025550111"));

        bench.sender.answer(ScriptedSender.accepted());

        assertThat(bench.sender.sent()).hasSize(2);
    }

    /** A retry that a crash undid would be a first attempt again, behind the next message. */
    @Test
    void sendsTheNextOnlyWhenTheRetryOfTheOneBeforeIsDurable() {
        bench.outbox.holdUp();
        bench.handle(Consumed.signIn("e-1", "+12025550111", Workbench.NEVER));
        bench.handle(RecipientRequests.otherUsage("e-2", "+12025550111"));

        bench.sender.answer(new Outcome.Throttled(Optional.empty(), OptionalInt.empty()));

        assertThat(bench.sender.sent()).hasSize(1);
        bench.outbox.catchUp();
        assertThat(bench.sender.sent()).hasSize(2);
    }

    /** Thousands of them a second would stay in memory. */
    @Test
    void keepsNothingOfARetryThatIsDurableAtOnce() {
        bench.handle(Consumed.signIn());

        bench.sender.answer(new Outcome.Throttled(Optional.empty(), OptionalInt.empty()));

        assertThat(bench.outbox.onlyResult().disposition().status()).isEqualTo(Status.RETRYING);
        assertThat(bench.loop.timers()).isZero();
    }

    /** The newest code of somebody whose retry topic has no leader, say. */
    @Test
    void sendsTheNextAfterAWhileAlsoWhileARetryCannotBeWritten() {
        bench.outbox.holdUp();
        var first = bench.handle(Consumed.signIn("e-1", "+12025550111", Workbench.NEVER));
        bench.handle(RecipientRequests.otherUsage("e-2", "+12025550111"));
        bench.sender.answer(new Outcome.Throttled(Optional.empty(), OptionalInt.empty()));

        bench.loop.pass(Duration.ofMillis(4_999));
        int before = bench.sender.sent().size();
        bench.loop.pass(Duration.ofMillis(1));

        assertThat(before).isEqualTo(1);
        assertThat(bench.sender.sent()).hasSize(2);
        assertThat(first).isNotDone();
        bench.outbox.catchUp();
        assertThat(first).isCompletedWithValue(Handling.SETTLED);
        assertThat(bench.outbox.results()).hasSize(1);
    }

    @Test
    void sendsOnlyTheNewestOfManyThatWaitForOneRecipient() {
        for (int n = 0; n < 10_000; n++) {
            bench.handle(requests.requestedAt("e-" + n, Consumed.PUBLISHED.minusSeconds(60).plusMillis(n)));
        }

        bench.sender.answer(ScriptedSender.accepted());
        bench.sender.answer(ScriptedSender.accepted());

        assertThat(bench.sender.sent()).hasSize(2);
        assertThat(bench.outbox.results()).extracting(result -> result.disposition().status()).hasSize(10_000)
                .filteredOn(status -> status != Status.SUPERSEDED).containsExactly(Status.SENT, Status.SENT);
    }

    /** Thousands may come for a number whose message takes its time, and the others would have no room. */
    @Test
    void holdsNothingThatANewerCodeHasSupersededWhileItWaitsForItsTurn() {
        bench.handle(requests.requestedAt("first", Consumed.PUBLISHED));
        bench.handle(requests.requestedAt("second", Consumed.PUBLISHED.plusMillis(1)));

        bench.handle(requests.requestedAt("third", Consumed.PUBLISHED.plusMillis(2)));

        assertThat(bench.outbox.results()).singleElement()
                .satisfies(result -> assertThat(result.eventId()).isEqualTo("second"))
                .satisfies(result -> assertThat(result.disposition().status()).isEqualTo(Status.SUPERSEDED));
        bench.sender.answer(ScriptedSender.accepted());
        bench.sender.answer(ScriptedSender.accepted());
        assertThat(bench.outbox.results()).extracting(Result::eventId).containsExactly("second", "first", "third");
    }

    @Test
    void holdsNothingThatANewerCodeHasSupersededBeforeTheLeaseWasConfirmed() {
        bench.handle(requests.requestedAt("unanswered", Consumed.PUBLISHED));
        bench.delivery.leasesHoldUntil(Consumed.ARRIVED);
        bench.handle(requests.requestedAt("second", Consumed.PUBLISHED.plusMillis(1)));
        bench.handle(requests.requestedAt("third", Consumed.PUBLISHED.plusMillis(2)));
        int unconfirmed = bench.outbox.results().size();

        bench.delivery.leasesHoldUntil(Workbench.NEVER);

        assertThat(unconfirmed).isZero();
        assertThat(bench.outbox.results()).extracting(Result::eventId, result -> result.disposition().status())
                .containsExactly(tuple("second", Status.SUPERSEDED));
        assertThat(bench.sender.sent()).hasSize(1);
    }
}
