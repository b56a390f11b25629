package dev.smsverification.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import dev.smsverification.event.Attempt;
import dev.smsverification.event.Reason;
import dev.smsverification.event.SmsRequest;

/**
 * Decides what follows from an attempt. A pure function; the only place that knows what is retried and for how long.
 *
 * @param delays the wait before the second, third, … attempt; the last one also before all further ones
 * @param maxAttempts the first try included
 */
record RetryPolicy(List<Duration> delays, int maxAttempts) {

    /** Why another attempt is due, and what it has to heed. */
    private record Setback(Reason reason, OptionalInt code, Duration notBefore, boolean maybeSent) {}

    /**
     * What follows from an outcome: {@link Disposition.Halt} where it says nothing about the message, but that the account cannot send.
     *
     * @param now when the outcome was known
     */
    Disposition decide(SmsRequest request, Attempt attempt, Outcome outcome, Instant now) {
        return switch (outcome) {
            case Outcome.Accepted accepted -> new Disposition.Sent(accepted);
            case Outcome.Rejected(Reason reason, OptionalInt code) -> Disposition.DeadLetter.of(reason, code);
            case Outcome.AccountProblem(OptionalInt code) -> new Disposition.Halt(code);
            case Outcome.Throttled(Optional<Duration> retryAfter, OptionalInt code) -> again(request, attempt,
                    new Setback(Reason.THROTTLED, code, retryAfter.orElse(Duration.ZERO), false), now);
            case Outcome.NotSent(Reason reason) ->
                again(request, attempt, new Setback(reason, OptionalInt.empty(), Duration.ZERO, false), now);
            case Outcome.Uncertain(Reason reason, OptionalInt code, Optional<Duration> retryAfter) -> again(request,
                    attempt, new Setback(reason, code, retryAfter.orElse(Duration.ZERO), true), now);
        };
    }

    private Disposition again(SmsRequest request, Attempt attempt, Setback setback, Instant now) {
        if (attempt.number() >= maxAttempts) {
            return Disposition.DeadLetter.after(setback.reason(), Reason.ATTEMPTS_EXHAUSTED, setback.code());
        }
        Duration delay = delays.get(Math.min(attempt.number(), delays.size()) - 1);
        Duration wait = Collections.max(List.of(delay, setback.notBefore()));
        Attempt next = attempt.next(now.plus(wait), setback.maybeSent());
        if (next.dueAt().isBefore(request.expiresAt())) {
            return new Disposition.RetryAt(next, setback.reason(), setback.code());
        }
        // "Expired" promises that nothing was sent, which nobody knows after an uncertain attempt.
        return next.uncertain()
                ? Disposition.DeadLetter.of(setback.reason(), setback.code())
                : Disposition.DeadLetter.after(setback.reason(), Reason.CODE_EXPIRED, setback.code());
    }
}
