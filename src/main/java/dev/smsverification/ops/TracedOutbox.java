package dev.smsverification.ops;

import java.util.Optional;
import java.util.OptionalInt;

import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.inject.Any;
import jakarta.interceptor.Interceptor;

import dev.smsverification.delivery.Disposition;
import dev.smsverification.delivery.Outbox;
import dev.smsverification.delivery.Result;
import dev.smsverification.tracing.Trace;
import io.smallrye.mutiny.Uni;

/** Says in the trace of a record what became of it. */
@Decorator
@Priority(Interceptor.Priority.APPLICATION + 2)
class TracedOutbox implements Outbox {

    private final Outbox outbox;

    TracedOutbox(@Any @Delegate Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public Uni<Result> publish(Result result) {
        return Trace.in(trace -> outbox.publish(result).invoke(written -> end(trace, written)));
    }

    private static void end(Trace trace, Result written) {
        String status = written.disposition().status().name();
        switch (written.disposition()) {
            case Disposition.Sent _ -> trace.end(written.eventId(), status, Optional.empty(), OptionalInt.empty());
            case Disposition.RetryAt(_, var reason, var errorCode) ->
                trace.end(written.eventId(), status, Optional.of(reason.word()), errorCode);
            case Disposition.DeadLetter(_, var reason, var errorCode, _) ->
                trace.end(written.eventId(), status, Optional.of(reason.word()), errorCode);
            case Disposition.Dropped(_, var reason) ->
                trace.end(written.eventId(), status, Optional.of(reason.word()), OptionalInt.empty());
        }
    }
}
