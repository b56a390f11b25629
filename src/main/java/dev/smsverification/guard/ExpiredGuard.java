package dev.smsverification.guard;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import dev.smsverification.event.Reason;
import dev.smsverification.event.SmsRequest;
import dev.smsverification.event.Status;

/** Refuses a code that has expired, or that nobody could type in before it does. */
public final class ExpiredGuard implements Guard {

    /** The shortest validity period that Twilio takes. */
    private static final Duration LEAST_LIFE = Duration.ofSeconds(1);

    private static final Optional<Refusal> EXPIRED = Optional.of(new Refusal(Status.EXPIRED, Reason.CODE_EXPIRED));

    @Override
    public Optional<Refusal> check(SmsRequest request, Instant now) {
        return now.plus(LEAST_LIFE).isAfter(request.expiresAt()) ? EXPIRED : Optional.empty();
    }
}
