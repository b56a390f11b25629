package dev.smsverification.guard;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import dev.smsverification.event.Consumed;
import dev.smsverification.event.HeaderNames;
import dev.smsverification.event.Received;
import dev.smsverification.event.SmsRequest;
import dev.smsverification.testing.Request;

/** Requests as the guards see them: all are events {@code e-1} with code 012345 to +12025550110. */
final class Requests {

    static final Duration TTL = Duration.ofMinutes(10);
    static final Instant NOW = Consumed.ARRIVED;

    private Requests() {}

    static Received request(String usageType, Instant requestedAt, Instant expiresAt) {
        return Consumed.request(Request.to("+12025550110", "012345").id("e-1").usageType(usageType)
                .with("requestedAt", requestedAt.toString()).expiresAt(expiresAt).bytes());
    }

    static Received replayed() {
        return Consumed.request(Consumed.signIn().record().value(),
                Consumed.headers(Map.of(HeaderNames.REPLAYED_AT, NOW.toString())));
    }

    static SmsRequest decode(Received received) {
        return Consumed.decoded(received);
    }
}
