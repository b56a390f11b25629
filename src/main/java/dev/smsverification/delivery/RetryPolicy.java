package dev.smsverification.delivery;

import java.time.Duration;
import java.time.Instant;
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
public record RetryPolicy(List<Duration> delays, int maxAttempts) {

    public Disposition decide(SmsRequest request, Attempt attempt, Outcome outcome, Instant now) {
        return switch (outcome) {
            case Outcome.Accepted accepted -> new Disposition.Sent(accepted);
            case Outcome.Rejected(Reason reason, OptionalInt code) -> Disposition.DeadLetter.of(reason, code);
            case Outcome.AccountProblem(OptionalInt code) -> new Disposition.Halt(code);
            case Outcome.Throttled(Optional<Duration> retryAfter, OptionalInt code) ->
                again(request, attempt, retryAfter.orElse(Duration.ZERO), false, Reason.THROTTLED, code, now);
            case Outcome.NotSent(Reason reason) ->
                again(request, attempt, Duration.ZERO, false, reason, OptionalInt.empty(), now);
            case Outcome.Uncertain(Reason reason, OptionalInt code, Optional<Duration> retryAfter) ->
                again(request, attempt, retryAfter.orElse(Duration.ZERO), true, reason, code, now);
        };
    }

    private Disposition again(SmsRequest request, Attempt attempt, Duration notBefore, boolean uncertain, Reason reason,
            OptionalInt code, Instant now) {
        if (attempt.number() >= maxAttempts) {
            return Disposition.DeadLetter.after(reason, Reason.ATTEMPTS_EXHAUSTED, code);
        }
        Duration delay = delays.get(Math.min(attempt.number(), delays.size()) - 1);
        Attempt next = attempt.next(now.plus(delay.compareTo(notBefore) < 0 ? notBefore : delay), uncertain);
        if (next.dueAt().isBefore(request.expiresAt())) {
            return new Disposition.RetryAt(next, reason, code);
        }
        // "Expired" promises that nothing was sent, which nobody knows after an uncertain attempt.
        return next.uncertain()
                ? Disposition.DeadLetter.of(reason, code)
                : Disposition.DeadLetter.after(reason, Reason.CODE_EXPIRED, code);
    }
}
