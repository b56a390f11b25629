package dev.smsverification.intake;

import static dev.smsverification.intake.Desk.GENERATION;
import static dev.smsverification.intake.Desk.ONE;
import static dev.smsverification.intake.Desk.RETRIES;
import static dev.smsverification.intake.Desk.ZERO;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.apache.kafka.common.TopicPartition;
import org.jboss.logmanager.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.smsverification.delivery.ScriptedSender;
import dev.smsverification.event.Consumed;
import dev.smsverification.testing.HeardLog;
import dev.smsverification.topic.Settings;

/** What is taken in, what may be committed of it, and when there is enough of it. */
class IntakeTest {

    private final Desk desk = new Desk();
    private final Intake intake = desk.intake;

    @Test
    void commitsUpToTheFirstGap() {
        desk.accept(ZERO, 10);
        desk.accept(ZERO, 11);

        desk.settle(11);
        Map<TopicPartition, Long> withGap = desk.settled();
        desk.settle(10);

        assertThat(withGap).isEqualTo(Map.of(ZERO, 10L, RETRIES, 0L));
        assertThat(desk.settled()).isEqualTo(Map.of(ZERO, 12L, RETRIES, 0L));
    }

    @Test
    void keepsTheBooksOfEachPartition() {
        intake.assign(Map.of(ONE, Desk.start(10)), GENERATION);
        desk.accept(ZERO, 10);
        desk.accept(ONE, 20);

        desk.settle(20);

        assertThat(desk.settled()).isEqualTo(Map.of(ZERO, 10L, ONE, 21L, RETRIES, 0L));
    }

    @Test
    void takesNothingInFromAPartitionThatIsNotAssigned() {
        desk.accept(ONE, 10);

        assertThat(desk.bench.sender.sent()).isEmpty();
    }

    @Test
    void takesNothingInThatWasFetchedBeforeThePartitionWasAssigned() {
        intake.accept(Desk.request(ZERO, 10), GENERATION - 1);

        assertThat(desk.bench.sender.sent()).isEmpty();
    }

    @Test
    void asksBeforeItSendsWhatAWorkerThatWasKilledMayHaveBegun() {
        desk.bench.sender.answer(ScriptedSender.accepted());
        intake.assign(Map.of(ONE, new Start(20, 21)), GENERATION);
        desk.accept(ONE, 20);
        desk.accept(ONE, 21);

        assertThat(desk.bench.sender.questions()).containsExactly(Consumed.PUBLISHED);
        assertThat(desk.bench.sender.sent()).hasSize(2);
    }

    /** It may have been replaced already while it read the ledger. */
    @Test
    void sendsNothingUntilTheGroupHasConfirmedThatItIsAMember() {
        Desk unconfirmed = Desk.unconfirmed();
        unconfirmed.accept(ZERO, 10);
        int before = unconfirmed.bench.sender.sent().size();

        unconfirmed.intake.confirmed(Consumed.ARRIVED);

        assertThat(before).isZero();
        assertThat(unconfirmed.bench.sender.sent()).hasSize(1);
    }

    /** As for one whose clock was set back. */
    @Test
    void sendsForASessionAfterTheLastConfirmation() {
        intake.confirmed(Consumed.ARRIVED.plus(Duration.ofHours(1)));

        intake.confirmed(Consumed.ARRIVED);
        desk.bench.loop.pass(Desk.SESSION_TIMEOUT);
        desk.accept(ZERO, 10);

        assertThat(desk.bench.sender.sent()).isEmpty();
    }

    /** Several may wait while the polling thread is busy. */
    @Test
    void leavesAConfirmationThatWasUnderWayForLongerThanASession() {
        intake.confirmed(Consumed.ARRIVED.minus(Desk.SESSION_TIMEOUT));
        desk.accept(ZERO, 10);

        assertThat(desk.bench.sender.sent()).hasSize(1);
    }

    @Test
    void stopsFetchingWhenThereIsEnoughInMemoryAndGoesOnWhenThereIsRoom() {
        for (int offset = 10; offset < 16; offset++) {
            desk.accept(ZERO, offset);
        }
        List<String> full = List.copyOf(desk.pauses);

        desk.settle(10);
        desk.settle(11);

        assertThat(full).containsExactly("[requests-0] true");
        assertThat(desk.pauses).containsExactly("[requests-0] true", "[requests-0] false");
    }

    /** Or what is settled behind it would fill the memory. */
    @Test
    void stopsFetchingFarBehindARecordWhoseResultCannotBeWritten() {
        desk.bench.outbox.holdUp();
        intake.accept(Desk.malformed(ZERO, 10), GENERATION);
        desk.bench.outbox.holdUpNoMore();
        for (int offset = 11; offset < 50_010; offset++) {
            intake.accept(Desk.malformed(ZERO, offset), GENERATION);
        }
        List<String> full = List.copyOf(desk.pauses);

        desk.bench.outbox.catchUp();

        assertThat(full).containsExactly("[requests-0] true");
        assertThat(desk.pauses).containsExactly("[requests-0] true", "[requests-0] false");
    }

    @Test
    void countsALargeRecordForAsManyAsItTakesTheMemoryOf() {
        intake.accept(Desk.request(ZERO, 10, 5 * 2_048), GENERATION);
        List<String> full = List.copyOf(desk.pauses);

        desk.settle(10);

        assertThat(full).containsExactly("[requests-0] true");
        assertThat(desk.pauses).containsExactly("[requests-0] true", "[requests-0] false");
    }

    /** What was polled before the pause takes effect still comes: a batch that is on its way, and the next one. */
    @Test
    void takesInNoMoreThanItsSuccessorReckonsWith() {
        int polled = Integer.parseInt(
                Settings.ofTheWorker().getProperty("mp.messaging.incoming.requests.max.poll.records"));
        int taken = 0;
        while (desk.pauses.isEmpty()) {
            desk.accept(ZERO, 10 + taken++);
        }

        assertThat(taken - 1 + 2 * polled).isLessThanOrEqualTo(FetchBackpressure.mostBegun(Settings.MAX_IN_FLIGHT));
    }

    /** Names count too, and each header takes memory that no byte of it tells of. */
    @ParameterizedTest
    @CsvSource({"1,10240", "200,0"})
    void countsARecordWithManyOrLongHeadersForMore(int count, int length) {
        var record = Desk.request(ZERO, 10);
        for (int header = 0; header < count; header++) {
            record.headers().add("n".repeat(length), null);
        }

        intake.accept(record, GENERATION);

        assertThat(desk.pauses).containsExactly("[requests-0] true");
    }

    @Test
    void sharesTheMemoryForRetriesOutAmongThePartitionsAsTheyComeAndGo() {
        Map<TopicPartition, Start> many = new HashMap<>();
        for (int partition = 1; partition < 360; partition++) {
            many.put(new TopicPartition(RETRIES.topic(), partition), Desk.start(0));
        }
        for (int offset = 0; offset < 50; offset++) {
            intake.accept(Desk.retry(offset, Duration.ofSeconds(5)), GENERATION);
        }
        List<String> alone = List.copyOf(desk.pauses);

        intake.assign(many, GENERATION);
        List<String> amongMany = List.copyOf(desk.pauses);
        intake.revoke(many.keySet(), Duration.ZERO);

        assertThat(alone).isEmpty();
        assertThat(amongMany).containsExactly("[%s-0] true".formatted(RETRIES.topic()));
        assertThat(desk.pauses).containsExactly("[%s-0] true".formatted(RETRIES.topic()),
                "[%s-0] false".formatted(RETRIES.topic()));
    }

    @Test
    void doesNotEvenBeginToFetchWhereThereIsNoRoom() {
        for (int offset = 10; offset < 16; offset++) {
            desk.accept(ZERO, offset);
        }

        intake.assign(Map.of(ONE, Desk.start(10)), GENERATION);

        assertThat(desk.pauses).containsExactly("[requests-0] true", "[requests-1] true");
    }

    @Test
    void saysWhichRecordCouldNotBeHandledInTheFixedKeysToo() {
        try (HeardLog log = HeardLog.of(Intake.class)) {
            desk.bench.sender.faultNext();
            desk.accept(ZERO, 10);

            assertThat(log.lines()).singleElement().satisfies(line -> {
                assertThat(line.getLevel()).isEqualTo(Level.ERROR);
                assertThat(line.getMessage()).startsWith("A record could not be handled")
                        .contains("fault=java.lang.IllegalStateException", "at=[").endsWith(", source=requests-0-10");
                assertThat(line.getMdcCopy()).containsEntry("source", "requests-0-10");
            });
        }
    }

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
