package dev.smsverification.guard;

import java.time.Instant;
import java.util.Optional;

import dev.smsverification.event.SmsRequest;

/** One reason not to send a request. Pure, given the time. */
@FunctionalInterface
public interface Guard {

    /** Why the request must not be sent now, or empty where this guard has nothing against it. */
    Optional<Refusal> check(SmsRequest request, Instant now);
}
