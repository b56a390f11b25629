package dev.smsverification.intake;

import static dev.smsverification.intake.Desk.GENERATION;
import static dev.smsverification.intake.Desk.ONE;
import static dev.smsverification.intake.Desk.RETRIES;
import static dev.smsverification.intake.Desk.ZERO;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;

import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.smsverification.delivery.Outcome;
import dev.smsverification.delivery.Result;
import dev.smsverification.event.Status;

/** What becomes of a partition's records when it goes to another worker, and perhaps comes back. */
class GivingAwayTest {

    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Optional<Outcome> REFUSED = Optional.of(new Outcome.AccountProblem(OptionalInt.of(20003)));

    private final Desk desk = new Desk();
    private final Intake intake = desk.intake;

    @Test
    void givesAPartitionAwayWhenWhatHadBegunIsSettledAndLeavesTheRest() {
        desk.accept(ZERO, 10);
        desk.accept(ZERO, 11);
        desk.accept(ZERO, 12);
        CompletableFuture<Map<TopicPartition, OffsetAndMetadata>> revoked = intake.revoke(List.of(ZERO), LONG);
        boolean atOnce = revoked.isDone();

        desk.settle(10);
        desk.settle(11);

        assertThat(atOnce).isFalse();
        assertThat(revoked).isCompletedWithValue(Map.of(ZERO, Start.nothingBegun(12)));
        assertThat(desk.bench.outbox.results()).extracting(Result::eventId).containsExactly("e-10", "e-11");
    }

    @Test
    void givesAPartitionAwayOnlyWhenTheResultsAreDurable() {
        desk.bench.outbox.holdUp();
        desk.accept(ZERO, 10);
        CompletableFuture<Map<TopicPartition, OffsetAndMetadata>> revoked = intake.revoke(List.of(ZERO), LONG);
        desk.settle(10);
        boolean beforeItIsDurable = revoked.isDone();

        desk.bench.outbox.catchUp();

        assertThat(beforeItIsDurable).isFalse();
        assertThat(revoked).isCompletedWithValue(Map.of(ZERO, Start.nothingBegun(11)));
    }

    /** Nothing is sent until the account can send again, which may be hours. */
    @Test
    void givesAPartitionAwayAtOnceWhileItsRecordsWaitForTheAccount() {
        desk.bench.sender.probesSay(REFUSED);
        desk.accept(ZERO, 10);
        desk.bench.sender.answer(REFUSED.orElseThrow());
        desk.accept(ZERO, 11);

        CompletableFuture<Map<TopicPartition, OffsetAndMetadata>> revoked = intake.revoke(List.of(ZERO), LONG);

        assertThat(desk.bench.pause.problem()).isPresent();
        assertThat(revoked).isCompletedWithValue(Map.of(ZERO, Start.nothingBegun(10)));
    }

    @Test
    void tellsTheNextWorkerThatOneBeforeMayHaveBegunWhatIsNotSettledYet() {
        intake.assign(Map.of(ONE, new Start(10, 12)), GENERATION);
        desk.accept(ONE, 10);
        desk.settle(10);

        var revoked = intake.revoke(List.of(ONE), LONG);

        assertThat(revoked).isCompletedWithValue(Map.of(ONE, new OffsetAndMetadata(11)));
    }

    @Test
    void tellsTheNextWorkerThatNothingIsBegunWhenWhatOneBeforeMayHaveBegunIsSettled() {
        intake.assign(Map.of(ONE, new Start(10, 11)), GENERATION);
        desk.accept(ONE, 10);
        desk.settle(10);

        var revoked = intake.revoke(List.of(ONE), LONG);

        assertThat(revoked).isCompletedWithValue(Map.of(ONE, Start.nothingBegun(11)));
    }

    @Test
    void holdsTheOffsetBackWhereAFaultOfItsOwnStoppedARecordAndStillGivesThePartitionAway() {
        desk.accept(ZERO, 10);
        desk.settle(10);
        desk.accept(ZERO, 11);
        desk.bench.outbox.breakDown();

        desk.settle(11);

        // The provider has the message: whoever comes next has to ask.
        assertThat(intake.revoke(List.of(ZERO), LONG))
                .isCompletedWithValue(Map.of(ZERO, new OffsetAndMetadata(11)));
    }

    @Test
    void waitsNoLongerThanItsPatience() {
        desk.accept(ZERO, 10);

        assertThat(intake.revoke(List.of(ZERO), Duration.ofMillis(1))).succeedsWithin(Duration.ofSeconds(30))
                .isEqualTo(Map.of(ZERO, new OffsetAndMetadata(10)));
    }

    @Test
    void takesNothingUpAnyMoreOnceItHasStopped() {
        desk.accept(ZERO, 10);
        CompletableFuture<Map<TopicPartition, OffsetAndMetadata>> stopped = intake.stop(LONG);

        intake.assign(Map.of(ONE, Desk.start(20)), GENERATION);
        desk.accept(ONE, 20);
        desk.settle(10);

        assertThat(stopped).isCompletedWithValueMatching(it -> it.get(ZERO).equals(Start.nothingBegun(11)));
        assertThat(desk.bench.sender.sent()).hasSize(1);
    }

    @Test
    void stopsWhenWhatIsBeingGivenAwayIsSettledToo() {
        desk.accept(ZERO, 10);
        intake.revoke(List.of(ZERO), LONG);

        CompletableFuture<?> stopped = intake.stop(LONG);
        boolean atOnce = stopped.isDone();
        desk.settle(10);

        assertThat(atOnce).isFalse();
        assertThat(stopped).isCompleted();
    }

    /** A worker that drains may still have to give partitions away, to one that comes in its place. */
    @Test
    void givesAPartitionAwayWhenItIsDrainedAlsoWhereItStopsAlready() {
        desk.accept(ZERO, 10);
        intake.stop(LONG);

        CompletableFuture<Map<TopicPartition, OffsetAndMetadata>> revoked = intake.revoke(List.of(ZERO), LONG);
        boolean atOnce = revoked.isDone();
        desk.settle(10);

        assertThat(atOnce).isFalse();
        assertThat(revoked).isCompletedWithValue(Map.of(ZERO, Start.nothingBegun(11)));
    }

    @Test
    void keepsWhatIsNotRevoked() {
        intake.assign(Map.of(ONE, Desk.start(10)), GENERATION);
        desk.accept(ZERO, 10);

        CompletableFuture<Map<TopicPartition, OffsetAndMetadata>> revoked = intake.revoke(List.of(ONE), LONG);
        desk.settle(10);

        assertThat(revoked).isCompletedWithValue(Map.of(ONE, Start.nothingBegun(10)));
        assertThat(desk.settled()).isEqualTo(Map.of(ZERO, 11L, RETRIES, 0L));
    }

    @Test
    void takesAPartitionBackWithCleanBooks() {
        desk.accept(ZERO, 10);
        intake.revoke(List.of(ZERO), LONG);
        intake.assign(Map.of(ZERO, Desk.start(10)), GENERATION + 2);
        desk.settle(10);

        desk.accept(ZERO, 11);

        assertThat(desk.settled()).isEqualTo(Map.of(ZERO, 10L, RETRIES, 0L));
        assertThat(desk.bench.sender.sent()).hasSize(1);
    }

    @ParameterizedTest(name = "given away {0} times")
    @ValueSource(ints = {1, 2})
    void takesNoRecordThatComesBackBeforeItsResultIsDurableForAnotherEvent(int times) {
        desk.bench.outbox.holdUp();
        desk.accept(ZERO, 10);
        desk.settle(10);
        for (int n = 0; n < times; n++) {
            giveAwayInVain();
            intake.assign(Map.of(ZERO, Desk.start(10)), GENERATION + 2);
        }

        intake.accept(Desk.request(ZERO, 10), GENERATION + 2);
        long settledBefore = desk.settled().get(ZERO);
        desk.bench.outbox.catchUp();

        assertThat(settledBefore).isEqualTo(10);
        assertThat(desk.settled()).isEqualTo(Map.of(ZERO, 11L, RETRIES, 0L));
        assertThat(desk.bench.outbox.results()).extracting(it -> it.disposition().status())
                .containsExactly(Status.SENT);
    }

    @Test
    void sendsARecordThatComesBackBeforeItHadBegun() {
        desk.accept(ZERO, 10);
        desk.accept(ZERO, 11);
        desk.accept(ZERO, 12);
        giveAwayInVain();
        intake.assign(Map.of(ZERO, Desk.start(12)), GENERATION + 2);

        intake.accept(Desk.request(ZERO, 12), GENERATION + 2);
        desk.settle(10);
        desk.settle(11);
        desk.settle(12);

        assertThat(desk.settled()).isEqualTo(Map.of(ZERO, 13L, RETRIES, 0L));
        assertThat(desk.bench.sender.sent()).hasSize(3);
    }

    /** The topic was deleted and made anew meanwhile. */
    @Test
    void takesNoOtherRecordForOneThatHadItsOffset() {
        desk.accept(ZERO, 10);
        intake.accept(Desk.malformed(ZERO, 11), GENERATION);
        giveAwayInVain();
        desk.settle(10);
        intake.assign(Map.of(ZERO, Desk.start(11)), GENERATION + 2);

        intake.accept(Desk.request(ZERO, 11), GENERATION + 2);

        assertThat(desk.bench.sender.sent()).hasSize(2);
    }

    @Test
    void forgetsARetryThatIsNotDueWhenItsPartitionIsGivenAway() {
        intake.accept(Desk.retry(10, Duration.ofSeconds(5)), GENERATION);

        CompletableFuture<Map<TopicPartition, OffsetAndMetadata>> revoked = intake.revoke(List.of(RETRIES), LONG);
        desk.bench.loop.pass(Duration.ofSeconds(10));

        assertThat(revoked).isCompletedWithValue(Map.of(RETRIES, Start.nothingBegun(0)));
        assertThat(desk.bench.sender.sent()).isEmpty();
    }

    private void giveAwayInVain() {
        assertThat(intake.revoke(List.of(ZERO), Duration.ofMillis(1))).succeedsWithin(Duration.ofSeconds(30));
    }
}
