package dev.smsverification.ops;

import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.inject.Any;
import jakarta.interceptor.Interceptor;

import org.jboss.logging.Logger;

import dev.smsverification.delivery.Disposition;
import dev.smsverification.delivery.Outbox;
import dev.smsverification.delivery.Result;
import dev.smsverification.event.Status;
import dev.smsverification.log.LogKey;
import dev.smsverification.log.LogLine;
import io.smallrye.mutiny.Uni;

/** Logs each code that is finally not sent, once that is durable; nothing for those that were sent or are tried again. */
@Decorator
@Priority(Interceptor.Priority.APPLICATION + 1)
class LoggingOutbox implements Outbox {

    private static final Logger LOG = Logger.getLogger(LoggingOutbox.class);

    private final Outbox outbox;

    LoggingOutbox(@Any @Delegate Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public Uni<Result> publish(Result result) {
        return outbox.publish(result).invoke(LoggingOutbox::logIfGivenUp);
    }

    private static void logIfGivenUp(Result written) {
        // Not for duplicates and superseded codes: another message is or was on its way.
        if (written.disposition() instanceof Disposition.Unsent why
                && (why.status() == Status.FAILED || why.status() == Status.EXPIRED)) {
            log(written, why);
        }
    }

    private static void log(Result written, Disposition.Unsent why) {
        LogLine line = LogLine.of("A code was not sent").with(LogKey.EVENT_ID, written.eventId())
                .with(LogKey.ATTEMPT, written.received().attempt().number()).with(LogKey.STATUS, why.status())
                .with(LogKey.REASON, why.reason().word()).withErrorCode(why.errorCode());
        if (written.request().isPresent()) {
            line.with(LogKey.COUNTRY, written.request().get().phone().country());
        }
        line.with(LogKey.SOURCE, written.received().source().id()).warn(LOG);
    }
}
