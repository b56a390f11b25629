package dev.smsverification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import dev.smsverification.event.Attempt;
import dev.smsverification.event.PhoneNumber;
import dev.smsverification.event.Reason;
import dev.smsverification.event.SmsRequest;

/** Delays of 5 and 30 seconds, four attempts, a code that is good for a minute and was first tried ten seconds ago. */
class RetryPolicyTest {

    private static final RetryPolicy POLICY = new RetryPolicy(List.of(Duration.ofSeconds(5), Duration.ofSeconds(30)),
            4);
    private static final Instant NOW = Instant.parse("2026-04-01T12:00:00Z");
    private static final Instant FIRST = NOW.minusSeconds(10);
    private static final OptionalInt CODE = OptionalInt.of(20429);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 9})
    void acceptedIsSentWhicheverAttemptItWas(int attempt) {
        Outcome.Accepted accepted = ScriptedSender.accepted();

        assertThat(decide(attempt, false, accepted, 60)).isEqualTo(new Disposition.Sent(accepted));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 9})
    void rejectedFailsWhicheverAttemptItWas(int attempt) {
        assertThat(decide(attempt, false, new Outcome.Rejected(Reason.RECIPIENT_REJECTED, CODE), 60))
                .isEqualTo(failed(Reason.RECIPIENT_REJECTED, CODE));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 9})
    void accountProblemHaltsWhicheverAttemptItWas(int attempt) {
        assertThat(decide(attempt, true, new Outcome.AccountProblem(CODE), 0)).isEqualTo(new Disposition.Halt(CODE));
    }

    @ParameterizedTest(name = "attempt {0} is followed after {1} s")
    @CsvSource({"1,5", "2,30", "3,30"})
    void whatMayWorkLaterIsTriedAgain(int attempt, int delay) {
        assertThat(decide(attempt, false, throttled(Optional.empty()), 60))
                .isEqualTo(retry(attempt, delay, false, Reason.THROTTLED, CODE));
        assertThat(decide(attempt, false, new Outcome.NotSent(Reason.PROVIDER_UNREACHABLE), 60))
                .isEqualTo(retry(attempt, delay, false, Reason.PROVIDER_UNREACHABLE, OptionalInt.empty()));
        assertThat(decide(attempt, false, new Outcome.Uncertain(Reason.PROVIDER_TIMEOUT, CODE), 60))
                .isEqualTo(retry(attempt, delay, true, Reason.PROVIDER_TIMEOUT, CODE));
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5})
    void lastAttemptIsFollowedByNone(int attempt) {
        assertThat(decide(attempt, false, throttled(Optional.empty()), 60))
                .isEqualTo(exhausted("throttled", CODE));
        assertThat(decide(attempt, false, new Outcome.NotSent(Reason.PROVIDER_UNREACHABLE), 60))
                .isEqualTo(exhausted("provider_unreachable", OptionalInt.empty()));
        assertThat(decide(attempt, false, new Outcome.Uncertain(Reason.PROVIDER_TIMEOUT, CODE), 60))
                .isEqualTo(exhausted("provider_timeout", CODE));
    }

    @ParameterizedTest(name = "asked for {0} s, waits {1} s")
    @CsvSource({"0,5", "4,5", "5,5", "6,6", "59,59"})
    void waitsAsLongAsTheProviderAsksForOrLonger(int asked, int delay) {
        Optional<Duration> retryAfter = Optional.of(Duration.ofSeconds(asked));
        assertThat(decide(1, false, throttled(retryAfter), 60))
                .isEqualTo(retry(1, delay, false, Reason.THROTTLED, CODE));
        assertThat(decide(1, false, new Outcome.Uncertain(Reason.PROVIDER_ERROR, CODE, retryAfter), 60))
                .isEqualTo(retry(1, delay, true, Reason.PROVIDER_ERROR, CODE));
    }

    @ParameterizedTest(name = "attempt {0}, {1} s to live")
    @CsvSource({"1,5", "1,4", "1,0", "1,-1", "2,30", "3,1"})
    void nothingIsTriedWhenTheCodeHasExpired(int attempt, int secondsToLive) {
        var expired = new Disposition.DeadLetter(Reason.CODE_EXPIRED, CODE,
                Optional.of("the last attempt: throttled"));

        assertThat(decide(attempt, false, throttled(Optional.empty()), secondsToLive)).isEqualTo(expired);
    }

    @ParameterizedTest(name = "uncertain before: {0}")
    @ValueSource(booleans = {true, false})
    void whatMayHaveBeenSentIsNotCalledExpired(boolean uncertainBefore) {
        Outcome outcome = uncertainBefore
                ? throttled(Optional.empty())
                : new Outcome.Uncertain(Reason.PROVIDER_ERROR, CODE);

        assertThat(decide(1, uncertainBefore, outcome, 5)).isEqualTo(
                failed(uncertainBefore ? Reason.THROTTLED : Reason.PROVIDER_ERROR, CODE));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void onceUncertainStaysUncertain(int attempt) {
        assertThat(decide(attempt, true, throttled(Optional.empty()), 60))
                .isInstanceOfSatisfying(Disposition.RetryAt.class,
                        retry -> assertThat(retry.next().uncertain()).isTrue());
    }

    private static Disposition decide(int attempt, boolean uncertain, Outcome outcome, int secondsToLive) {
        var request = new SmsRequest("e-1", new PhoneNumber("+12025550110", 1, "US"), "SignIn", "012345",
                Optional.empty(), FIRST, NOW.plusSeconds(secondsToLive), JsonNodeFactory.instance.objectNode());
        return POLICY.decide(request, new Attempt(attempt, FIRST, FIRST, uncertain), outcome, NOW);
    }

    private static Outcome throttled(Optional<Duration> retryAfter) {
        return new Outcome.Throttled(retryAfter, CODE);
    }

    private static Disposition retry(int attempt, int delay, boolean uncertain, Reason reason, OptionalInt code) {
        return new Disposition.RetryAt(new Attempt(attempt + 1, NOW.plusSeconds(delay), FIRST, uncertain), reason,
                code);
    }

    private static Disposition exhausted(String last, OptionalInt code) {
        return new Disposition.DeadLetter(Reason.ATTEMPTS_EXHAUSTED, code,
                Optional.of("the last attempt: " + last));
    }

    private static Disposition failed(Reason reason, OptionalInt code) {
        return new Disposition.DeadLetter(reason, code, Optional.empty());
    }
}
