package dev.smsverification.guard;

import java.time.Instant;
import java.util.Optional;

import dev.smsverification.event.Received;
import dev.smsverification.event.SmsRequest;

/** One reason not to send a request. */
@FunctionalInterface
public interface Guard {

    /** Why the request must not be sent now, or empty where this guard has nothing against it. */
    Optional<Refusal> check(SmsRequest request, Received received, Instant now);
}
