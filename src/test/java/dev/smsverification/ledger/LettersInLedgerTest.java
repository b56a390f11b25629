package dev.smsverification.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.smsverification.delivery.Disposition;
import dev.smsverification.delivery.Unreported;
import dev.smsverification.event.Reason;
import dev.smsverification.event.Received;
import dev.smsverification.event.Status;
import dev.smsverification.testing.Request;
import dev.smsverification.topic.Settings;

/** What a worker learns of dead letters whose status another one did not come to write, read from a real broker. */
class LettersInLedgerTest extends LedgerScenario {

    private static final String DEAD_LETTERS = Settings.topics().deadLetter();

    @Test
    void knowsWhatWasGivenUpAndNotReported() {
        past.publish(request);
        giveUp(0, 1, "recipient_rejected");

        worker.read(Map.of(requests, 0L));

        assertThat(worker.unreported.take(past.source(0), 1)).contains(new Unreported.GivenUp(
                new Disposition.DeadLetter(Reason.RECIPIENT_REJECTED, OptionalInt.of(21211),
                        Optional.empty()),
                now));
    }

    /** The broker, or whoever published, and the worker before take their times from different clocks, of which one may be wrong. */
    @ParameterizedTest
    @ValueSource(ints = {4, 60})
    void knowsWhatWasGivenUpBeforeItWasPublished(int seconds) {
        past.publish(now.plusSeconds(seconds), request);
        giveUp(0, 1, "recipient_rejected");

        worker.read(Map.of(requests, 0L));

        assertThat(worker.unreported.take(past.source(0), 1)).isPresent();
    }

    @Test
    void knowsWhatExpiredAfterAnAttemptAndWasNotReported() {
        past.publish(request);
        giveUp(0, 1, "code_expired");

        worker.read(Map.of(requests, 0L));

        assertThat(worker.unreported.take(past.source(0), 1))
                .hasValueSatisfying(it -> assertThat(it.why().status()).isEqualTo(Status.EXPIRED));
    }

    @Test
    void knowsOfWaitingRetriesThatWereGivenUpAndNotReported() {
        past.publish(request);
        Received waiting = past.postpone(request, 0, 2, now.minusSeconds(1));
        giveUp(0, 2, "attempts_exhausted");

        worker.read(Map.of(requests, 1L, retries, 0L));

        assertThat(worker.unreported.take(waiting.source(), waiting.attempt().number())).isPresent();
    }

    /** Nobody would ever ask for it. */
    @Test
    void keepsNothingOfWhatWasGivenUpWhereNoRetryWaitsThatIsAsOld() {
        Past other = TOPICS.past(now);
        other.publish(request);
        past.publish(request);
        giveUp(0, 2, "attempts_exhausted");

        worker.read(Map.of(requests, 1L, retries, 0L, other.requests(), 0L));

        assertThat(worker.unreported.take(past.source(0), 2)).isEmpty();
    }

    @Test
    void leavesWhatWasGivenUpAndReportedOrAcknowledgedOrIsSomebodyElses() {
        past.publish(request);
        past.publish(Request.to("+12025550111", "314159"));
        past.publish(Request.to("+12025550112", "161803"));
        giveUp(0, 1, "recipient_rejected");
        giveUp(1, 1, "recipient_rejected");
        past.report(request.id(), 1, Status.FAILED);
        giveUp(2, 1, "of_no_worker");
        past.write(DEAD_LETTERS, new byte[0]);

        worker.read(Map.of(requests, 1L));

        for (int offset = 0; offset < 3; offset++) {
            assertThat(worker.unreported.take(past.source(offset), 1)).isEmpty();
        }
    }
}
