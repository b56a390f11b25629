package dev.smsverification.guard;

import static dev.smsverification.event.Consumed.moved;
import static dev.smsverification.event.Consumed.retry;
import static dev.smsverification.guard.Requests.NOW;
import static dev.smsverification.guard.Requests.TTL;
import static dev.smsverification.guard.Requests.decode;
import static dev.smsverification.guard.Requests.replayed;
import static dev.smsverification.guard.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.smsverification.event.Consumed;
import dev.smsverification.event.Received;
import dev.smsverification.event.Source;
import dev.smsverification.event.Status;

class GuardsTest {

    private static final Instant DUE = NOW.plusSeconds(5);
    private static final Source SOURCE = Consumed.signIn().source();

    private final History history = new History(TTL);
    private final NewestCodes newest = new NewestCodes(TTL);
    private final Guards guards = new Guards(history, newest);

    @ParameterizedTest(name = "{0} ms to live: expired = {1}")
    @CsvSource({"600000,false", "1000,false", "999,true", "0,true", "-1,true"})
    void refusesWhatNobodyCouldTypeInAnyMore(long toLive, boolean expired) {
        Received received = request("SignIn", NOW, NOW.plusMillis(toLive));

        assertThat(check(received)).isEqualTo(expired ? Optional.of(Refusal.EXPIRED) : Optional.empty());
    }

    @ParameterizedTest
    @EnumSource(names = {"SENT", "FAILED", "DELIVERED", "UNDELIVERED"})
    void refusesAnIdThatWasHandled(Status status) {
        history.ended("e-1", SOURCE, 1, status, NOW);

        assertThat(check(Consumed.signIn())).contains(Refusal.DUPLICATE);
    }

    @Test
    void replaysNothingThatWasSentWhateverElseFailsUnderItsId() {
        history.ended("e-1", SOURCE, 1, Status.SENT, NOW);

        history.malformed("e-1", NOW);

        assertThat(check(replayed())).contains(Refusal.DUPLICATE);
    }

    @ParameterizedTest
    @EnumSource(names = {"EXPIRED", "DUPLICATE", "BLOCKED"})
    void takesAnIdForWhichNothingWasTried(Status status) {
        history.ended("e-1", SOURCE, 1, status, NOW);

        assertThat(check(Consumed.signIn())).isEmpty();
    }

    @Test
    void refusesAnIdThatWasSupersededAsSuperseded() {
        history.ended("e-1", SOURCE, 1, Status.SUPERSEDED, NOW);

        assertThat(check(Consumed.signIn())).contains(Refusal.SUPERSEDED);
    }

    @Test
    void refusesAnIdUntilItsCodeIsHistory() {
        history.ended("e-1", SOURCE, 1, Status.SENT, NOW.minus(TTL).plusMillis(1));

        assertThat(check(Consumed.signIn())).contains(Refusal.DUPLICATE);
    }

    @Test
    void takesAnIdAgainWhenItsCodeIsHistory() {
        history.ended("e-1", SOURCE, 1, Status.SENT, NOW.minus(TTL));

        assertThat(check(Consumed.signIn())).isEmpty();
    }

    @ParameterizedTest(name = "after {0}: refused = {1}")
    @CsvSource({"SENT,true", "FAILED,false"})
    void takesWhatIsReplayedUnlessItWasSent(Status status, boolean refused) {
        history.ended("e-1", SOURCE, 1, status, NOW);

        assertThat(check(replayed())).isEqualTo(refused ? Optional.of(Refusal.DUPLICATE) : Optional.empty());
    }

    @Test
    void refusesAnIdThatIsRetrying() {
        history.retryAnnounced("e-1", SOURCE, 1, DUE, NOW);

        assertThat(check(Consumed.signIn())).contains(Refusal.DUPLICATE);
    }

    @Test
    void takesAReplayOfWhatIsRetrying() {
        history.retryAnnounced("e-1", SOURCE, 1, DUE, NOW);

        assertThat(check(replayed())).isEmpty();
    }

    @Test
    void takesTheRetryOfWhatIsRetrying() {
        history.retryAnnounced("e-1", SOURCE, 1, DUE, NOW);

        assertThat(check(retry(Consumed.signIn(), NOW))).isEmpty();
    }

    @Test
    void refusesWhatWasSentAlsoWhereItsRetryIsReportedLater() {
        history.recall("e-1", SOURCE, 2, Status.SENT, Optional.empty(), NOW);

        history.recall("e-1", SOURCE, 1, Status.RETRYING, Optional.of(DUE), NOW);

        assertThat(check(replayed())).contains(Refusal.DUPLICATE);
    }

    @Test
    void refusesACodeThatIsNotTheNewest() {
        add(moved(request("SignIn", NOW, NOW.plus(TTL)), 43));

        assertThat(check(request("SignIn", NOW.minusMillis(1), NOW.plus(TTL)))).contains(Refusal.SUPERSEDED);
    }

    /** The tie-breaker holds the low bits of the offset: it starts again after 65,536. */
    @ParameterizedTest
    @ValueSource(longs = {65_535, 65_536, 70_000, 131_071})
    void replaysAnEventWhereverItStoodBefore(long offset) {
        add(moved(Consumed.signIn(), 65_535));

        add(moved(replayed(), offset));

        assertThat(check(moved(replayed(), offset))).isEmpty();
    }

    @Test
    void refusesAReplayedEventThatHasANewerCode() {
        add(moved(request("SignIn", Consumed.PUBLISHED.plusMillis(1), NOW.plus(TTL)), 43));

        assertThat(check(moved(replayed(), 44))).contains(Refusal.SUPERSEDED);
    }

    /** Other codes come so late that the newer one would be forgotten. */
    @Test
    void refusesACodeThatIsNotTheNewestForAsLongAsItLives() {
        Received older = request("SignIn", NOW.minusMillis(1), NOW.plus(TTL.multipliedBy(6)));
        add(older, NOW);
        add(moved(request("SignIn", NOW, NOW.plus(TTL)), 43), NOW.plusSeconds(60));

        add(request("Register", NOW, NOW.plus(TTL)), NOW.plus(TTL).plusSeconds(60));
        add(request("Login", NOW, NOW.plus(TTL)), NOW.plus(TTL.multipliedBy(2)).plusSeconds(120));

        assertThat(guards.check(decode(older), older, NOW.plus(Duration.ofMinutes(25)))).contains(Refusal.SUPERSEDED);
    }

    @Test
    void namesExpiryFirst() {
        Received received = request("SignIn", NOW, NOW);
        history.ended("e-1", SOURCE, 1, Status.SENT, NOW);

        assertThat(check(received)).contains(Refusal.EXPIRED);
    }

    private Optional<Refusal> check(Received received) {
        return guards.check(decode(received), received, NOW);
    }

    private void add(Received received) {
        add(received, NOW);
    }

    private void add(Received received, Instant now) {
        newest.add(decode(received), received.source(), now);
    }
}
