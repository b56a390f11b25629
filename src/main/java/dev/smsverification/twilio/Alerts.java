package dev.smsverification.twilio;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;

import org.jboss.logging.Logger;

import dev.smsverification.delivery.Outcome;
import dev.smsverification.log.LogKey;
import dev.smsverification.log.LogLine;

/** Says in the log that an error code needs somebody to do something: once a minute for each, however often it comes. */
final class Alerts {

    private static final Logger LOG = Logger.getLogger(Alerts.class);
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final ErrorCodes codes;
    private final Map<OptionalInt, Instant> told = new ConcurrentHashMap<>();

    Alerts(ErrorCodes codes) {
        this.codes = codes;
    }

    void consider(Outcome outcome, Instant now) {
        if (outcome instanceof Outcome.Rejected rejected && isDue(rejected.errorCode(), now)) {
            told.put(rejected.errorCode(), now);
            LogLine.of("Twilio rejects messages, and will until somebody changes something")
                    .with(LogKey.REASON, rejected.reason().word()).withErrorCode(rejected.errorCode())
                    .error(LOG);
        }
    }

    /** An unknown code is worth a look too. */
    private boolean isDue(OptionalInt code, Instant now) {
        return codes.known(code).map(ErrorMeaning::alert).orElse(true)
                && told.getOrDefault(code, Instant.MIN).isBefore(now.minus(PAUSE));
    }
}
