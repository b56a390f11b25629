package dev.smsverification.intake;

import static dev.smsverification.intake.Desk.GENERATION;
import static dev.smsverification.intake.Desk.ONE;
import static dev.smsverification.intake.Desk.RETRIES;
import static dev.smsverification.intake.Desk.ZERO;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;

import org.apache.kafka.common.TopicPartition;
import org.jboss.logmanager.Level;
import org.junit.jupiter.api.Test;

import dev.smsverification.delivery.ScriptedSender;
import dev.smsverification.event.Consumed;
import dev.smsverification.testing.HeardLog;

/** What is taken in, and what may be committed of it. */
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
}
