package dev.smsverification.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.smsverification.event.Attempt;
import dev.smsverification.event.Consumed;
import dev.smsverification.event.Decoded;
import dev.smsverification.event.Decoder;
import dev.smsverification.event.HeaderNames;
import dev.smsverification.event.Reason;
import dev.smsverification.event.Received;
import dev.smsverification.event.SmsRequest;
import dev.smsverification.event.Source;
import dev.smsverification.event.Status;

class GuardsTest {

    private static final Duration TTL = Duration.ofMinutes(10);
    private static final Decoder DECODER = new Decoder(TTL);
    private static final Instant NOW = Consumed.ARRIVED;
    private static final Instant DUE = NOW.plusSeconds(5);
    private static final Attempt FIRST = Attempt.first(NOW);
    private static final Source SOURCE = Consumed.signIn().source();
    private static final Refusal DUPLICATE = new Refusal(Status.DUPLICATE, Reason.ALREADY_HANDLED);
    private static final Refusal SUPERSEDED = new Refusal(Status.SUPERSEDED, Reason.NEWER_CODE_EXISTS);
    private static final Refusal EXPIRED = new Refusal(Status.EXPIRED, Reason.CODE_EXPIRED);

    private final History history = new History(TTL);
    private final NewestCodes newest = new NewestCodes(TTL);
    private final Guards guards = new Guards(history, newest);

    @ParameterizedTest(name = "{0} ms to live: expired = {1}")
    @CsvSource({"600000,false", "1000,false", "999,true", "0,true", "-1,true"})
    void refusesWhatNobodyCouldTypeInAnyMore(long toLive, boolean expired) {
        Received received = request("SignIn", NOW, NOW.plusMillis(toLive));

        assertThat(check(received)).isEqualTo(expired ? Optional.of(EXPIRED) : Optional.empty());
    }

    @ParameterizedTest
    @EnumSource(names = {"SENT", "FAILED", "DELIVERED", "UNDELIVERED"})
    void refusesAnIdThatWasHandled(Status status) {
        history.add("e-1", SOURCE, FIRST, status, NOW);

        assertThat(check(Consumed.signIn())).contains(DUPLICATE);
    }

    /** Another event has the same id, and is no request. */
    @Test
    void leavesARetryToItsEventWhateverElseFailsUnderItsId() {
        Source other = new Source(SOURCE.topic(), SOURCE.partition(), SOURCE.offset() + 1, NOW);
        history.recall("e-1", SOURCE, FIRST, Status.RETRYING, Optional.of(DUE), NOW);

        history.recall("e-1", other, FIRST, Status.FAILED, Optional.empty(), NOW);

        assertThat(history.settled(retry(Consumed.signIn(), DUE), "e-1", DUE)).isFalse();
    }

    @Test
    void replaysNothingThatWasSentWhateverElseFailsUnderItsId() {
        history.add("e-1", SOURCE, FIRST, Status.SENT, NOW);

        history.add("e-1", SOURCE, FIRST, Status.FAILED, NOW);

        assertThat(check(replayed())).contains(DUPLICATE);
    }

    @ParameterizedTest
    @EnumSource(names = {"EXPIRED", "DUPLICATE", "BLOCKED"})
    void takesAnIdForWhichNothingWasTried(Status status) {
        history.add("e-1", SOURCE, FIRST, status, NOW);

        assertThat(check(Consumed.signIn())).isEmpty();
    }

    @Test
    void refusesAnIdThatWasSupersededAsSuperseded() {
        history.add("e-1", SOURCE, FIRST, Status.SUPERSEDED, NOW);

        assertThat(check(Consumed.signIn())).contains(SUPERSEDED);
    }

    @Test
    void takesAnIdAgainWhenItsCodeIsHistory() {
        history.add("e-1", SOURCE, FIRST, Status.SENT, NOW.minus(TTL));

        assertThat(check(Consumed.signIn())).isEmpty();
    }

    @ParameterizedTest(name = "after {0}: refused = {1}")
    @CsvSource({"SENT,true", "FAILED,false"})
    void takesWhatIsReplayedUnlessItWasSent(Status status, boolean refused) {
        history.add("e-1", SOURCE, FIRST, status, NOW);

        assertThat(check(replayed())).isEqualTo(refused ? Optional.of(DUPLICATE) : Optional.empty());
    }

    @Test
    void refusesAnIdThatIsRetrying() {
        history.add("e-1", SOURCE, FIRST.next(DUE, false), NOW);

        assertThat(check(Consumed.signIn())).contains(DUPLICATE);
    }

    @Test
    void takesAReplayOfWhatIsRetrying() {
        history.add("e-1", SOURCE, FIRST.next(DUE, false), NOW);

        assertThat(check(replayed())).isEmpty();
    }

    @ParameterizedTest(name = "due {0} ms after the announced time: settled = {1}")
    @CsvSource({"0,false", "-3000,true", "3000,true"})
    void leavesTheRetryThatACrashKeptFromBeingAnnounced(long off, boolean settled) {
        Received request = Consumed.signIn();
        history.recall("e-1", request.source(), FIRST, Status.RETRYING, Optional.of(DUE), NOW);
        Received retry = new Received(request.record(), request.source(), FIRST.next(DUE.plusMillis(off), true));

        assertThat(history.settled(retry, "e-1", NOW)).isEqualTo(settled);
    }

    @ParameterizedTest
    @EnumSource(value = Status.class, names = {"SENT", "FAILED", "SUPERSEDED", "EXPIRED", "DUPLICATE", "BLOCKED"})
    void leavesTheRetryOfAnAttemptThatWasRepeatedAfterACrashAndEndedTheRequest(Status status) {
        Received request = Consumed.signIn();
        history.add("e-1", request.source(), FIRST, status, NOW);
        Received retry = new Received(request.record(), request.source(), FIRST.next(DUE, true));

        assertThat(history.settled(retry, "e-1", NOW)).isTrue();
    }

    @Test
    void leavesAnAttemptThatALaterOneHasOvertaken() {
        Received request = Consumed.signIn();

        history.add("e-1", request.source(), FIRST.next(DUE, false), Status.SENT, NOW);

        assertThat(history.settled(request, "e-1", NOW)).isTrue();
        assertThat(history.settled(moved(request, 43), "e-1", NOW)).isFalse();
    }

    @Test
    void takesTheRetryOfWhatIsRetrying() {
        history.add("e-1", SOURCE, FIRST.next(DUE, false), NOW);

        assertThat(check(retry(Consumed.signIn(), NOW))).isEmpty();
    }

    @Test
    void knowsWhatTheStatusTopicAnswered() {
        Received received = Consumed.signIn();
        history.recall("e-1", received.source(), FIRST, Status.EXPIRED, Optional.empty(), NOW);

        assertThat(history.settled(received, "e-1", NOW)).isTrue();
        assertThat(history.settled(moved(received, 43), "e-1", NOW)).isFalse();
    }

    @Test
    void refusesWhatWasSentAlsoWhereItsRetryIsReportedLater() {
        history.recall("e-1", SOURCE, FIRST.next(DUE, false), Status.SENT, Optional.empty(), NOW);

        history.recall("e-1", SOURCE, FIRST, Status.RETRYING, Optional.of(DUE), NOW);

        assertThat(check(replayed())).contains(DUPLICATE);
    }

    /** Of a worker that was cut off, and whose attempt another one has repeated since. */
    @Test
    void takesTheRetryOfTheRepetitionAlsoWhereTheOneBeforeIsAnnouncedLater() {
        Received request = Consumed.signIn();
        history.recall("e-1", request.source(), FIRST, Status.RETRYING, Optional.of(DUE.plusSeconds(45)), NOW);

        history.recall("e-1", request.source(), FIRST, Status.RETRYING, Optional.of(DUE), NOW);

        assertThat(history.settled(retry(request, DUE.plusSeconds(45)), "e-1", NOW)).isFalse();
        assertThat(history.settled(retry(request, DUE), "e-1", NOW)).isTrue();
    }

    /** Whoever can write to the topics can write any number. */
    @Test
    void countsNoFurtherThanThereAreAttempts() {
        Attempt absurd = new Attempt(Integer.MAX_VALUE, DUE, NOW, false);

        assertTimeoutPreemptively(Duration.ofSeconds(30),
                () -> history.add("e-1", SOURCE, absurd, Status.SENT, NOW));
    }

    @ParameterizedTest(name = "an attempt {0} after attempt {1} went wrong: settled = {2}")
    @CsvSource({"2,1,false", "2,2,true", "2,3,true", "3,2,false"})
    void knowsASecondCopyOfARetry(int attempt, int tried, boolean settled) {
        history.add("e-1", SOURCE, new Attempt(tried + 1, DUE, NOW, false), NOW);
        Received request = Consumed.signIn();

        assertThat(history.settled(
                new Received(request.record(), request.source(), new Attempt(attempt, DUE, NOW, false)), "e-1", NOW))
                .isEqualTo(settled);
    }

    @Test
    void refusesAnOlderCodeForThePhoneAndUsageType() {
        add(request("SignIn", NOW, NOW.plus(TTL)));

        assertThat(check(moved(request("SignIn", NOW.minusMillis(1), NOW.plus(TTL)), 43))).contains(SUPERSEDED);
        assertThat(check(moved(request("Register", NOW.minusMillis(1), NOW.plus(TTL)), 43))).isEmpty();
    }

    @Test
    void refusesTheFirstOfTwoCodesOfOneMillisecond() {
        Received first = request("SignIn", NOW, NOW.plus(TTL));
        Received second = moved(first, 43);

        add(second);
        add(first);

        assertThat(check(first)).contains(SUPERSEDED);
        assertThat(check(second)).isEmpty();
    }

    /** A place is known by the end of its offset, and starts anew after 65,536. */
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

        assertThat(check(moved(replayed(), 44))).contains(SUPERSEDED);
    }

    @Test
    void refusesAnOlderCodeThatStandsAtTheSameOffsetOfAnotherPartition() {
        Received older = request("SignIn", NOW.minusMillis(1), NOW.plus(TTL));
        Source source = older.source();
        newest.add(decode(request("SignIn", NOW, NOW.plus(TTL))),
                new Source(source.topic(), source.partition() + 1, source.offset(), NOW), NOW);

        assertThat(check(older)).contains(SUPERSEDED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1900-01-01T00:00:00Z", "1500-01-01T00:00:00Z", "0000-01-01T00:00:00Z",
            "1969-12-31T23:59:59Z", "1970-01-01T00:00:00Z"})
    void codeFromTheDistantPastIsOlderThanAnyOther(Instant past) {
        add(request("SignIn", past, NOW.plus(TTL)));

        assertThat(check(request("SignIn", past, NOW.plus(TTL)))).isEmpty();
        assertThat(check(request("SignIn", NOW, NOW.plus(TTL)))).isEmpty();
    }

    @Test
    void namesExpiryFirst() {
        Received received = request("SignIn", NOW, NOW);
        history.add("e-1", SOURCE, FIRST, Status.SENT, NOW);

        assertThat(check(received)).contains(EXPIRED);
    }

    private Optional<Refusal> check(Received received) {
        return guards.check(decode(received), received, NOW);
    }

    private static Received replayed() {
        return Consumed.request(Consumed.signIn().record().value(),
                Consumed.headers(Map.of(HeaderNames.REPLAYED_AT, NOW.toString())));
    }

    private void add(Received received) {
        newest.add(decode(received), received.source(), NOW);
    }

    private static SmsRequest decode(Received received) {
        return ((Decoded.Valid) DECODER.decode(received)).request();
    }

    private static Received request(String usageType, Instant requestedAt, Instant expiresAt) {
        return Consumed.request(
                """
                {'id':'e-1','phone':'+12025550110','usageType':'%s','code':'012345','requestedAt':'%s','expiresAt':'%s'}
                """.formatted(usageType, requestedAt, expiresAt), Map.of());
    }

    private static Received retry(Received request, Instant due) {
        return new Received(request.record(), request.source(), FIRST.next(due, false));
    }

    private static Received moved(Received received, long offset) {
        Source source = received.source();
        return new Received(received.record(),
                new Source(source.topic(), source.partition(), offset, source.timestamp()), received.attempt());
    }
}
