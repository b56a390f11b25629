package dev.smsverification.tracing;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.smsverification.log.Muted;
import dev.smsverification.log.Printable;
import dev.smsverification.setting.HttpUrl;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;

/**
 * Where traces are sent, and what else OpenTelemetry's SDK is told. All other settings it reads by itself.
 *
 * @param endpoint of all signals
 * @param tracesEndpoint of traces alone; takes precedence
 */
public record TracingSettings(Optional<String> endpoint, Optional<String> tracesEndpoint) {

    static final String ENDPOINT = "otel.exporter.otlp.endpoint";
    static final String TRACES_ENDPOINT = "otel.exporter.otlp.traces.endpoint";

    private static final String PROTOCOL = "otel.exporter.otlp.protocol";
    private static final String TRACES_PROTOCOL = "otel.exporter.otlp.traces.protocol";
    /** The only one that the worker has a sender for. */
    private static final String HTTP = "http/protobuf";

    private static final Map<String, String> DEFAULTS = Map.of("otel.service.name", "sms-verification-worker",
            PROTOCOL, HTTP, "otel.metrics.exporter", "none", "otel.logs.exporter", "none");

    private static final Pattern KEY = Pattern.compile("otel(\\.[a-z_]+)+");

    /**
     * What the SDK would refuse to start with, a line for each key.
     *
     * @param settings the value of a key, where it has one
     */
    public static List<String> problemsIn(Function<String, Optional<String>> settings) {
        Stream<String> endpoints = Stream.of(ENDPOINT, TRACES_ENDPOINT)
                .filter(key -> settings.apply(key).filter(url -> !HttpUrl.is(url)).isPresent())
                // It may hold a password.
                .map(key -> key + " (hidden): must be a URL such as http://collector:4318");
        Stream<String> protocols = Stream.of(PROTOCOL, TRACES_PROTOCOL)
                .flatMap(key -> settings.apply(key).filter(protocol -> !protocol.equals(HTTP))
                        .map(protocol -> key + " (" + Printable.of(protocol) + "): must be " + HTTP).stream());
        List<String> found = Stream.concat(endpoints, protocols).toList();
        return found.isEmpty()
                ? new TracingSettings(settings.apply(ENDPOINT), settings.apply(TRACES_ENDPOINT)).refusal().stream()
                        .toList()
                : found;
    }

    /** The SDK, to be closed by the caller; none where no traces are wanted. */
    Optional<OpenTelemetrySdk> sdk() {
        if (endpoint.isEmpty() && tracesEndpoint.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> settings = new HashMap<>(DEFAULTS);
        endpoint.ifPresent(url -> settings.put(ENDPOINT, url));
        tracesEndpoint.ifPresent(url -> settings.put(TRACES_ENDPOINT, url));
        return Optional.of(AutoConfiguredOpenTelemetrySdk.builder().addPropertiesSupplier(() -> settings)
                .addPropertiesCustomizer(given -> insteadOfEmpty(given, settings)).disableShutdownHook().build()
                .getOpenTelemetrySdk());
    }

    /** OpenTelemetry specifies that an empty variable counts as not set, but its SDK uses it. A null removes a key without a default. */
    private static Map<String, String> insteadOfEmpty(ConfigProperties given, Map<String, String> defaults) {
        Map<String, String> instead = new HashMap<>();
        Stream.concat(System.getenv().keySet().stream(), System.getProperties().stringPropertyNames().stream())
                .map(name -> name.toLowerCase(Locale.ROOT).replace('_', '.'))
                .filter(key -> key.startsWith("otel.") && "".equals(given.getString(key)))
                .forEach(key -> instead.put(key, defaults.get(key)));
        return instead;
    }

    /** Why the SDK cannot be built. Its own message is left out: it quotes the value, which for headers is a credential. */
    private Optional<String> refusal() {
        try (Muted _ = Muted.of("io.opentelemetry.sdk.autoconfigure")) {
            sdk().ifPresent(OpenTelemetrySdk::close);
            return Optional.empty();
        } catch (RuntimeException refusal) {
            Matcher key = KEY.matcher(String.valueOf(refusal.getMessage()));
            return Optional.of((key.find() ? key.group() : "otel.*")
                    + " (hidden): OpenTelemetry's SDK does not take it; see its list of environment variables");
        }
    }
}
