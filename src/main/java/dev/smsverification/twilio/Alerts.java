package dev.smsverification.twilio;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

import org.jboss.logging.Logger;

import dev.smsverification.delivery.Outcome;
import dev.smsverification.log.LogKey;
import dev.smsverification.log.LogLine;
import dev.smsverification.log.Printable;

/** Says in the log what needs somebody to do something: once a minute for each error code and each kind of failure, however often it comes. */
final class Alerts {

    private static final Logger LOG = Logger.getLogger(Alerts.class);
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final ErrorCodes codes;
    private final Map<Object, Instant> told = new ConcurrentHashMap<>();

    Alerts(ErrorCodes codes) {
        this.codes = codes;
    }

    void consider(Outcome outcome, Instant now) {
        if (outcome instanceof Outcome.Rejected rejected && alerts(rejected.errorCode())
                && isDue(rejected.errorCode(), now)) {
            LogLine.of("Twilio rejects messages, and will until somebody changes something")
                    .with(LogKey.REASON, rejected.reason().word()).withErrorCode(rejected.errorCode())
                    .error(LOG);
        }
    }

    /** @param failure why there was no connection; its message is only told where it is about certificates */
    void unreached(Throwable failure, Instant now) {
        Throwable why = Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .filter(SSLException.class::isInstance).reduce((_, deeper) -> deeper).orElse(failure);
        if (isDue(why.getClass(), now)) {
            LOG.warnf("No connection to Twilio: %s%s", why.getClass().getSimpleName(),
                    why instanceof SSLHandshakeException ? ": " + Printable.of(String.valueOf(why.getMessage())) : "");
        }
    }

    /** An unknown code is worth a look too. */
    private boolean alerts(OptionalInt code) {
        return codes.known(code).map(ErrorMeaning::alert).orElse(true);
    }

    private boolean isDue(Object what, Instant now) {
        boolean due = told.getOrDefault(what, Instant.MIN).isBefore(now.minus(PAUSE));
        if (due) {
            told.put(what, now);
        }
        return due;
    }
}
