package dev.smsverification.tracing;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import dev.smsverification.event.HeaderNames;
import dev.smsverification.event.Received;
import dev.smsverification.event.Source;
import dev.smsverification.event.TopicsConfig;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.smallrye.mutiny.Uni;

/**
 * Begins a trace for each record, or goes on with its publisher's. Nothing is recorded, and nothing of OpenTelemetry's SDK
 * is loaded, unless an endpoint is set. The SDK reads OpenTelemetry's own environment variables.
 */
@Singleton
public class Tracing {

    private static final String ENDPOINT = "otel.exporter.otlp.endpoint";
    private static final String TRACES_ENDPOINT = "otel.exporter.otlp.traces.endpoint";
    private static final String PROTOCOL = "otel.exporter.otlp.protocol";
    private static final String TRACES_PROTOCOL = "otel.exporter.otlp.traces.protocol";
    /** The only one that the worker has a sender for. */
    private static final String HTTP = "http/protobuf";

    private static final Pattern KEY = Pattern.compile("otel(\\.[a-z_]+)+");

    /** Kept, because a logger that nobody holds forgets its level. It would tell of a refusal too. */
    private static final Logger SDK_LOG = Logger.getLogger("io.opentelemetry.sdk.autoconfigure");

    private static final Map<String, String> DEFAULTS = Map.of("otel.service.name", "sms-verification-worker",
            PROTOCOL, HTTP, "otel.metrics.exporter", "none", "otel.logs.exporter",
            "none");

    private final Optional<OpenTelemetrySdk> sdk;
    private final Optional<Tracer> tracer;
    private final String group;

    @Inject
    Tracing(@ConfigProperty(name = ENDPOINT) Optional<String> endpoint,
            @ConfigProperty(name = TRACES_ENDPOINT) Optional<String> tracesEndpoint,
            TopicsConfig topics) {
        this(endpoint.isPresent() || tracesEndpoint.isPresent()
                ? Optional.of(sdk(endpoint, tracesEndpoint))
                : Optional.empty(), topics.groupId());
    }

    /** @param sdk empty to record nothing; closed with this */
    public Tracing(Optional<OpenTelemetrySdk> sdk, String group) {
        this.sdk = sdk;
        this.tracer = sdk.map(it -> it.getTracer("dev.smsverification"));
        this.group = group;
    }

    /**
     * What OpenTelemetry's SDK would refuse to start with, a line for each key.
     *
     * @param settings the value of a key, where it has one
     */
    public static List<String> problemsIn(Function<String, Optional<String>> settings) {
        Stream<String> endpoints = Stream.of(ENDPOINT, TRACES_ENDPOINT)
                .filter(key -> settings.apply(key).filter(url -> !isHttp(url)).isPresent())
                // It may hold a password.
                .map(key -> key + " (hidden): must be a URL such as http://collector:4318");
        Stream<String> protocols = Stream.of(PROTOCOL, TRACES_PROTOCOL)
                .filter(key -> settings.apply(key).filter(protocol -> !protocol.equals(HTTP)).isPresent())
                .map(key -> key + ": must be " + HTTP);
        List<String> found = Stream.concat(endpoints, protocols).toList();
        return found.isEmpty() ? refused(settings.apply(ENDPOINT), settings.apply(TRACES_ENDPOINT)) : found;
    }

    /** What only the SDK itself can tell, by making one. */
    private static List<String> refused(Optional<String> endpoint, Optional<String> tracesEndpoint) {
        if (endpoint.isEmpty() && tracesEndpoint.isEmpty()) {
            return List.of();
        }
        SDK_LOG.setLevel(Level.OFF);
        try (OpenTelemetrySdk _ = sdk(endpoint, tracesEndpoint)) {
            return List.of();
        } catch (RuntimeException refusal) {
            // Without its message, which quotes the value: of headers that is a credential.
            Matcher key = KEY.matcher(String.valueOf(refusal.getMessage()));
            return List.of((key.find() ? key.group() : "otel.*")
                    + " (hidden): OpenTelemetry's SDK does not take it; see its list of environment variables");
        }
    }

    private static boolean isHttp(String url) {
        try {
            URI uri = new URI(url);
            return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null;
        } catch (URISyntaxException _) {
            return false;
        }
    }

    /** Handles a record under a trace of its own: that of its publisher or of the attempt before, where there is one. */
    public <T> Uni<T> follow(Received received, Uni<T> handling) {
        return tracer.map(it -> handling.withContext((uni, context) -> {
            Span span = begin(it, received);
            context.put(Trace.KEY, new Trace(it, span));
            return uni.onTermination().invoke(span::end);
        })).orElse(handling);
    }

    /** Sends what has not been sent yet. */
    @PreDestroy
    void close() {
        sdk.ifPresent(OpenTelemetrySdk::close);
    }

    private Span begin(Tracer recorder, Received received) {
        Source place = received.place();
        return recorder.spanBuilder("process " + place.topic()).setSpanKind(SpanKind.CONSUMER)
                .setParent(W3CTraceContextPropagator.getInstance().extract(Context.root(), received, new Headers()))
                .setAttribute(SpanNames.SYSTEM, "kafka").setAttribute(SpanNames.OPERATION, "process")
                .setAttribute(SpanNames.OPERATION_TYPE, "process").setAttribute(SpanNames.DESTINATION, place.topic())
                .setAttribute(SpanNames.PARTITION, Integer.toString(place.partition()))
                .setAttribute(SpanNames.OFFSET, place.offset()).setAttribute(SpanNames.GROUP, group)
                .setAttribute(SpanNames.ATTEMPT, (long) received.attempt().number()).startSpan();
    }

    private static OpenTelemetrySdk sdk(Optional<String> endpoint, Optional<String> tracesEndpoint) {
        Map<String, String> settings = new HashMap<>(DEFAULTS);
        endpoint.ifPresent(url -> settings.put(ENDPOINT, url));
        tracesEndpoint.ifPresent(url -> settings.put(TRACES_ENDPOINT, url));
        return AutoConfiguredOpenTelemetrySdk.builder().addPropertiesSupplier(() -> settings).disableShutdownHook()
                .build().getOpenTelemetrySdk();
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
