package dev.smsverification.tracing;

import java.net.URI;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.smsverification.event.Reason;
import dev.smsverification.event.Status;
import dev.smsverification.setting.HttpUrl;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.Context;
import io.smallrye.mutiny.Uni;

/**
 * What the handling of one record is recorded under. It travels from the subscriber of the handling to all that it is made
 * of in the Uni's context; where nothing is recorded, it does nothing.
 */
public final class Trace {

    static final String KEY = Trace.class.getName();

    private static final Trace NONE = new Trace(TracerProvider.noop().get("none"), Span.getInvalid());

    private final Tracer tracer;
    private final Span span;

    Trace(Tracer tracer, Span span) {
        this.tracer = tracer;
        this.span = span;
    }

    /** Does the work under the trace of whoever subscribes. */
    public static <T> Uni<T> in(Function<Trace, Uni<T>> work) {
        return Uni.createFrom().context(context -> work.apply(context.getOrElse(KEY, () -> NONE)));
    }

    /** What became of the record. */
    public void end(String eventId, Status status, Optional<Reason> reason, OptionalInt errorCode) {
        span.setAttribute(SpanNames.EVENT_ID, eventId).setAttribute(SpanNames.STATUS, status.name());
        reason.ifPresent(why -> span.setAttribute(SpanNames.REASON, why.word()));
        errorCode.ifPresent(code -> span.setAttribute(SpanNames.ERROR_CODE, (long) code));
        if (status == Status.FAILED) {
            span.setStatus(StatusCode.ERROR).setAttribute(SpanNames.ERROR,
                    reason.map(Reason::word).orElse(status.name()));
        }
    }

    /** How an HTTP request ended: with a status, or with an error in a word where there was no answer. */
    public record HttpEnd(OptionalInt status, String error) {}

    /**
     * Does an HTTP request.
     *
     * @param template the path, with names in place of whatever tells an account or a recipient
     */
    public <T> Uni<T> request(String method, URI host, Supplier<String> template, Supplier<Uni<T>> request,
            Function<T, HttpEnd> end) {
        if (!span.isRecording()) {
            return request.get();
        }
        String path = template.get();
        Span call = child(method + " " + path, SpanKind.CLIENT).setAttribute(SpanNames.METHOD, method)
                .setAttribute(SpanNames.SERVER, host.getHost()).setAttribute(SpanNames.PORT, HttpUrl.port(host))
                .setAttribute(SpanNames.TEMPLATE, path)
                .setAttribute(SpanNames.URL, host.resolve("/") + path.substring(1))
                .startSpan();
        return ending(call, request.get().invoke(answer -> {
            HttpEnd how = end.apply(answer);
            how.status().ifPresent(status -> call.setAttribute(SpanNames.STATUS_CODE, (long) status));
            if (how.status().isEmpty() || how.status().getAsInt() >= 400) {
                call.setStatus(StatusCode.ERROR).setAttribute(SpanNames.ERROR,
                        how.status().isPresent() ? Integer.toString(how.status().getAsInt()) : how.error());
            }
        }));
    }

    /**
     * Writes a record.
     *
     * @param write given the value of the record's {@code traceparent}, if it is to have one
     */
    public <T> Uni<T> send(String topic, Function<Optional<String>, Uni<T>> write) {
        if (!span.isRecording()) {
            return write.apply(Optional.empty());
        }
        Span sending = child("send " + topic, SpanKind.PRODUCER).setAttribute(SpanNames.SYSTEM, "kafka")
                .setAttribute(SpanNames.OPERATION, "send").setAttribute(SpanNames.OPERATION_TYPE, "send")
                .setAttribute(SpanNames.DESTINATION, topic).startSpan();
        return ending(sending, write.apply(Optional.of(traceparent(sending.getSpanContext()))));
    }

    /** Ends the span with the work that it is about. Tells no more of a failure than its class: a message may quote the record. */
    static <T> Uni<T> ending(Span span, Uni<T> work) {
        return work.onFailure().invoke(failure -> span.setStatus(StatusCode.ERROR).setAttribute(SpanNames.ERROR,
                failure.getClass().getName())).onTermination().invoke(span::end);
    }

    private SpanBuilder child(String name, SpanKind kind) {
        return tracer.spanBuilder(name).setSpanKind(kind).setParent(Context.root().with(span));
    }

    /** The form of W3C's Trace Context, version 00. */
    private static String traceparent(SpanContext context) {
        return "00-" + context.getTraceId() + "-" + context.getSpanId() + "-" + context.getTraceFlags().asHex();
    }
}
