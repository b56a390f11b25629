package dev.smsverification.twilio;

import java.time.Instant;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.Stream;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

import org.jboss.logging.Logger;

import dev.smsverification.delivery.Outcome;
import dev.smsverification.log.LogKey;
import dev.smsverification.log.LogLine;
import dev.smsverification.log.OnceAMinute;
import dev.smsverification.log.Printable;

/** Logs what somebody has to act on: at most once a minute for each error code and each kind of connection failure. */
final class OccasionalLog {

    private static final Logger LOG = Logger.getLogger(OccasionalLog.class);

    private final ErrorCodes codes;
    private final OnceAMinute occasions = new OnceAMinute();

    OccasionalLog(ErrorCodes codes) {
        this.codes = codes;
    }

    void consider(Outcome outcome, Instant now) {
        if (outcome instanceof Outcome.Rejected rejected && needsAction(rejected.errorCode())
                && occasions.isDue(rejected.errorCode(), now)) {
            LogLine.of("Twilio rejects messages, and will until somebody changes something")
                    .with(LogKey.REASON, rejected.reason().word()).withErrorCode(rejected.errorCode())
                    .error(LOG);
        }
    }

    /** @param failure why there was no connection; its message is logged only for a failed TLS handshake */
    void unreached(Throwable failure, Instant now) {
        Throwable why = Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .filter(SSLException.class::isInstance).reduce((_, deeper) -> deeper).orElse(failure);
        if (occasions.isDue(why.getClass(), now)) {
            LOG.warnf("No connection to Twilio: %s%s", why.getClass().getSimpleName(),
                    why instanceof SSLHandshakeException ? ": " + Printable.of(String.valueOf(why.getMessage())) : "");
        }
    }

    /** Unknown codes included. */
    private boolean needsAction(OptionalInt code) {
        return codes.known(code).map(ErrorMeaning::alert).orElse(true);
    }
}
