package dev.smsverification.guard;

import static dev.smsverification.event.Consumed.moved;
import static dev.smsverification.event.Consumed.retry;
import static dev.smsverification.guard.Requests.NOW;
import static dev.smsverification.guard.Requests.TTL;
import static dev.smsverification.guard.Requests.decode;
import static dev.smsverification.guard.Requests.replayed;
import static dev.smsverification.guard.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import dev.smsverification.event.Attempt;
import dev.smsverification.event.Consumed;
import dev.smsverification.event.Received;
import dev.smsverification.event.Source;
import dev.smsverification.event.Status;

/** What has become of an event, by its id and by its place. */
class HistoryTest {

    private static final Instant DUE = NOW.plusSeconds(5);
    private static final Source SOURCE = Consumed.signIn().source();

    private final History history = new History(TTL);

    /** Another event has the same id, and is no request. */
    @Test
    void leavesARetryToItsEventWhateverElseFailsUnderItsId() {
        history.recall("e-1", SOURCE, 1, Status.RETRYING, Optional.of(DUE), NOW);

        history.malformed("e-1", NOW);

        assertThat(history.settled(retry(Consumed.signIn(), DUE), "e-1", DUE)).isFalse();
    }

    /** Of two copies that were replayed, one waits for its next attempt and the other fails at its first. */
    @Test
    void leavesARetryToItsCopyWhereAnotherFails() {
        Received request = Consumed.signIn();
        history.retryAnnounced("e-1", request.source(), 1, DUE, NOW);

        history.ended("e-1", Consumed.moved(request, Consumed.OFFSET + 1).source(), 1, Status.FAILED, NOW);

        assertThat(history.settled(retry(request, DUE), "e-1", DUE)).isFalse();
    }

    @ParameterizedTest(name = "due {0} ms after the announced time: settled = {1}")
    @CsvSource({"0,false", "-3000,true", "3000,true"})
    void leavesTheRetryThatACrashKeptFromBeingAnnounced(long off, boolean settled) {
        Received request = Consumed.signIn();
        history.recall("e-1", request.source(), 1, Status.RETRYING, Optional.of(DUE), NOW);
        Received retry = new Received(request.record(), request.source(),
                Attempt.first(NOW).next(DUE.plusMillis(off), true));

        assertThat(history.settled(retry, "e-1", NOW)).isEqualTo(settled);
    }

    @ParameterizedTest
    @EnumSource(value = Status.class, names = {"SENT", "FAILED", "SUPERSEDED", "EXPIRED", "DUPLICATE", "BLOCKED"})
    void leavesTheRetryOfAnAttemptThatWasRepeatedAfterACrashAndEndedTheRequest(Status status) {
        Received request = Consumed.signIn();
        history.ended("e-1", request.source(), 1, status, NOW);
        Received retry = new Received(request.record(), request.source(), Attempt.first(NOW).next(DUE, true));

        assertThat(history.settled(retry, "e-1", NOW)).isTrue();
    }

    @Test
    void leavesAnAttemptThatALaterOneHasOvertaken() {
        Received request = Consumed.signIn();

        history.ended("e-1", request.source(), 2, Status.SENT, NOW);

        assertThat(history.settled(request, "e-1", NOW)).isTrue();
        assertThat(history.settled(moved(request, 43), "e-1", NOW)).isFalse();
    }

    @Test
    void knowsWhatTheStatusTopicAnswered() {
        Received received = Consumed.signIn();
        history.recall("e-1", received.source(), 1, Status.EXPIRED, Optional.empty(), NOW);

        assertThat(history.settled(received, "e-1", NOW)).isTrue();
        assertThat(history.settled(moved(received, 43), "e-1", NOW)).isFalse();
    }

    /** Of a worker that was cut off, and whose attempt another one has repeated since. */
    @Test
    void takesTheRetryOfTheRepetitionAlsoWhereTheOneBeforeIsAnnouncedLater() {
        Received request = Consumed.signIn();
        history.recall("e-1", request.source(), 1, Status.RETRYING, Optional.of(DUE.plusSeconds(45)), NOW);

        history.recall("e-1", request.source(), 1, Status.RETRYING, Optional.of(DUE), NOW);

        assertThat(history.settled(retry(request, DUE.plusSeconds(45)), "e-1", NOW)).isFalse();
        assertThat(history.settled(retry(request, DUE), "e-1", NOW)).isTrue();
    }

    @Test
    void takesTheRetryOfTheRepetitionThatIsAnnouncedLater() {
        Received request = Consumed.signIn();
        history.recall("e-1", SOURCE, 1, Status.RETRYING, Optional.of(DUE), NOW);

        history.recall("e-1", SOURCE, 1, Status.RETRYING, Optional.of(DUE.plusSeconds(45)), NOW.plusSeconds(1));

        assertThat(history.settled(retry(request, DUE.plusSeconds(45)), "e-1", NOW)).isFalse();
    }

    /** The other copy of the event is retried. */
    @Test
    void knowsThatAnEventWasSentAlsoWhereItIsRetried() {
        history.retryAnnounced("e-1", SOURCE, 1, DUE, NOW);

        history.recall("e-1", moved(Consumed.signIn(), 43).source(), 1, Status.SENT, Optional.empty(), NOW);

        assertThat(history.handled(replayed(), "e-1", NOW)).isTrue();
    }

    /** It would count as a newer code than a good one that waits for its next attempt. */
    @Test
    void knowsAlsoFromTheStatusTopicThatAnExpiredEventComesAgain() {
        Received expired = request("SignIn", NOW.minus(TTL), NOW);
        history.recall("e-1", expired.source(), 1, Status.EXPIRED, Optional.empty(), NOW);

        assertThat(history.bringsNoNewCode(moved(expired, 43), decode(expired), NOW)).isTrue();
    }

    @Test
    void leavesAnAttemptBeforeTheOneWhoseRetryIsAnnounced() {
        history.retryAnnounced("e-1", SOURCE, 2, DUE, NOW);

        assertThat(history.settled(Consumed.signIn(), "e-1", NOW)).isTrue();
    }

    @Test
    void takesAReplayOfWhatIsRetriedHoweverOften() {
        history.retryAnnounced("e-1", SOURCE, 255, DUE, NOW);

        assertThat(history.handled(replayed(), "e-1", NOW)).isFalse();
    }

    @Test
    void takesTheSameEventAtTheSameOffsetOfAnotherPartition() {
        Source other = new Source(SOURCE.topic(), SOURCE.partition() + 1, SOURCE.offset(), NOW);
        history.recall("e-1", other, 1, Status.EXPIRED, Optional.empty(), NOW);

        assertThat(history.settled(Consumed.signIn(), "e-1", NOW)).isFalse();
    }

    @Test
    void leavesASecondCopyOfARetryThatFailed() {
        Received retry = retry(Consumed.signIn(), DUE);
        history.retryAnnounced("e-1", SOURCE, 1, DUE, NOW);

        history.ended("e-1", SOURCE, 2, Status.FAILED, NOW);

        assertThat(history.settled(retry, "e-1", NOW)).isTrue();
    }

    /** The ledger tells of other partitions while work on this one goes on. */
    @Test
    void takesTheRetryOfAReplayWhateverIsReadOfTheAttemptsBeforeIt() {
        Received replay = moved(replayed(), 43);
        history.retryAnnounced("e-1", replay.source(), 1, DUE, NOW);

        history.recall("e-1", SOURCE, 4, Status.RETRYING, Optional.of(NOW.minusSeconds(40)),
                NOW.minusSeconds(60));
        history.recall("e-1", SOURCE, 5, Status.FAILED, Optional.empty(), NOW.minusSeconds(30));

        assertThat(history.settled(retry(replay, DUE), "e-1", DUE)).isFalse();
    }

    @Test
    void knowsThatAReplayWasSentWhateverIsReadOfTheAttemptsBeforeIt() {
        history.ended("e-1", moved(replayed(), 43).source(), 1, Status.SENT, NOW);

        history.recall("e-1", SOURCE, 5, Status.FAILED, Optional.empty(), NOW.minusSeconds(30));

        assertThat(history.handled(moved(replayed(), 44), "e-1", NOW)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(value = Status.class, names = {"FAILED", "SUPERSEDED", "EXPIRED"})
    void leavesTheRetryOfAnAttemptThatEndedTheRequestAlsoWhereItsReplayIsRetried(Status status) {
        history.retryAnnounced("e-1", moved(replayed(), 43).source(), 1, DUE, NOW);

        history.recall("e-1", SOURCE, 2, status, Optional.empty(), NOW.minusSeconds(30));

        Received request = Consumed.signIn();
        assertThat(history.settled(new Received(request.record(), SOURCE, attempt(3)), "e-1", NOW)).isTrue();
    }

    /** Whoever can write to the topics can write any number. */
    @Test
    void countsNoFurtherThanThereAreAttempts() {
        assertTimeoutPreemptively(Duration.ofSeconds(30),
                () -> history.ended("e-1", SOURCE, Integer.MAX_VALUE, Status.SENT, NOW));
    }

    @ParameterizedTest(name = "an attempt {0} after attempt {1} went wrong: settled = {2}")
    @CsvSource({"2,1,false", "2,2,true", "2,3,true", "3,2,false"})
    void knowsASecondCopyOfARetry(int attempt, int tried, boolean settled) {
        history.retryAnnounced("e-1", SOURCE, tried, DUE, NOW);
        Received request = Consumed.signIn();

        assertThat(history.settled(
                new Received(request.record(), request.source(), attempt(attempt)), "e-1", NOW))
                .isEqualTo(settled);
    }

    private static Attempt attempt(int number) {
        return new Attempt(number, DUE, NOW, false);
    }
}
