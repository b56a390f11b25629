package dev.smsverification.ops;

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
        Disposition.Decided disposition = written.disposition();
        trace.end(written.eventId(), disposition.status(), disposition.why(), disposition.errorCode());
    }
}
