package dev.smsverification.tracing;

import java.util.List;
import java.util.Optional;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import dev.smsverification.event.HeaderNames;
import dev.smsverification.event.Received;
import dev.smsverification.event.Source;
import dev.smsverification.topic.TopicsConfig;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.smallrye.mutiny.Uni;

/**
 * Begins a trace for each record, or goes on with its publisher's. Nothing is recorded, and nothing of OpenTelemetry's SDK
 * is loaded, unless an endpoint is set. The SDK reads OpenTelemetry's own environment variables.
 */
@Singleton
public class Tracing {

    private final Optional<OpenTelemetrySdk> sdk;
    private final Optional<Tracer> tracer;
    private final String group;

    @Inject
    Tracing(@ConfigProperty(name = TracingSettings.ENDPOINT) Optional<String> endpoint,
            @ConfigProperty(name = TracingSettings.TRACES_ENDPOINT) Optional<String> tracesEndpoint,
            TopicsConfig topics) {
        this(new TracingSettings(endpoint, tracesEndpoint).sdk(), topics.groupId());
    }

    /** @param sdk empty to record nothing; closed with this */
    public Tracing(Optional<OpenTelemetrySdk> sdk, String group) {
        this.sdk = sdk;
        this.tracer = sdk.map(it -> it.getTracer("dev.smsverification"));
        this.group = group;
    }

    /** Handles a record under a trace of its own: that of its publisher or of the attempt before, where there is one. */
    public <T> Uni<T> follow(Received received, Uni<T> handling) {
        return tracer.map(it -> handling.withContext((uni, context) -> {
            Span span = begin(it, received);
            context.put(Trace.KEY, new Trace(it, span));
            return Trace.ending(span, uni);
        })).orElse(handling);
    }

    /** Sends what has not been sent yet. */
    @PreDestroy
    void close() {
        sdk.ifPresent(OpenTelemetrySdk::close);
    }

    private Span begin(Tracer recorder, Received received) {
        Source place = received.coordinates();
        return recorder.spanBuilder("process " + place.topic()).setSpanKind(SpanKind.CONSUMER)
                .setParent(W3CTraceContextPropagator.getInstance().extract(Context.root(), received, new Headers()))
                .setAttribute(SpanNames.SYSTEM, "kafka").setAttribute(SpanNames.OPERATION, "process")
                .setAttribute(SpanNames.OPERATION_TYPE, "process").setAttribute(SpanNames.DESTINATION, place.topic())
                .setAttribute(SpanNames.PARTITION, Integer.toString(place.partition()))
                .setAttribute(SpanNames.OFFSET, place.offset()).setAttribute(SpanNames.GROUP, group)
                .setAttribute(SpanNames.ATTEMPT, (long) received.attempt().number()).startSpan();
    }

    private static final class Headers implements TextMapGetter<Received> {

        @Override
        public Iterable<String> keys(Received received) {
            return List.of(HeaderNames.TRACEPARENT, HeaderNames.TRACESTATE);
        }

        @Override
        public String get(Received received, String name) {
            Optional<String> before = name.equals(HeaderNames.TRACEPARENT)
                    ? received.header(HeaderNames.RETRY_TRACEPARENT)
                    : Optional.empty();
            return before.or(() -> received.header(name)).orElse(null);
        }
    }
}
