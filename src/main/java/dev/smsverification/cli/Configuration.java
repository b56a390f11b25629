package dev.smsverification.cli;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.ProducerConfig;

import dev.smsverification.connector.ConnectorConfig;
import dev.smsverification.delivery.DeliveryConfig;
import dev.smsverification.reload.ReloadConfig;
import dev.smsverification.template.TemplateConfig;
import dev.smsverification.topic.TopicsConfig;
import dev.smsverification.twilio.TwilioConfig;
import io.quarkus.kafka.client.runtime.KafkaRuntimeConfigProducer;
import io.quarkus.runtime.ApplicationConfig;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;

/**
 * The configuration as the worker would read it, without starting it, and everything about single keys that is wrong with it.
 */
final class Configuration {

    /** Every mapping there is: a key of none of them is a mistake. */
    static final List<Class<?>> MAPPINGS = List.of(TopicsConfig.class, DeliveryConfig.class, ConnectorConfig.class,
            ReloadConfig.class, TemplateConfig.class, TwilioConfig.class);

    /** Stands in for a required value that is missing: valid as a template's content and as its usage type. */
    private static final String ANY = "{{code}}";

    private static final Path FILE = Path.of("config", "application.properties");
    private static final String UNREADABLE = FILE + ": cannot be read; it has to be a file of properties in UTF-8 that"
            + " the worker's user may read";

    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final String MARKED = FILE + ": begins with a byte order mark; save it without";

    /** How SmallRye Config says that it cannot put in what ${…} stands for. */
    private static final Pattern UNRESOLVED = Pattern
            .compile("(?s).*(Could not expand value|Recursive expression expansion|secret key handler).*");

    /** What the worker sets for its own clients. It takes precedence over {@code kafka.*}. */
    private static final String CONSUMER = "mp.messaging.incoming.requests.";
    private static final String PRODUCER = "mp.messaging.outgoing.outbox.";

    /** Shorter than Kafka's defaults: somebody waits at the terminal. */
    private static final int KAFKA_PATIENCE_MS = 15_000;

    private static final int BEFORE_ALL_OTHERS = Integer.MAX_VALUE;

    private static final Pattern NOT_KAFKA = Pattern.compile("(sms|twilio|quarkus|log|otel)[._]",
            Pattern.CASE_INSENSITIVE);

    private final Map<Class<?>, Object> mappings = new HashMap<>();
    private final Set<Problem> problems = new LinkedHashSet<>();
    private Optional<Values> values = Optional.empty();

    /** Reads everything, and goes on after a mistake to find the next one. */
    Configuration() {
        try {
            Optional<ConfigValidationException> invalid = takeAll();
            // It is taken for a part of the first name.
            values().names().filter(name -> name.startsWith(BYTE_ORDER_MARK)).map(_ -> new Problem("", MARKED))
                    .forEach(problems::add);
            problems.addAll(values().unresolved());
            invalid.ifPresent(this::note);
            PlatformSettings.problemsIn(values()).forEach(problems::add);
        } catch (IllegalArgumentException _) {
            // The message is left out: it may quote the file.
            problems.add(new Problem("", UNREADABLE));
        }
        // One kafka.* value that cannot be resolved makes all of them unreadable; it has been reported.
        if (problems.stream().allMatch(problem -> NOT_KAFKA.matcher(problem.key()).lookingAt())) {
            kafkaSettings(kafka()).problems().forEach(problems::add);
        }
    }

    /** A part of the configuration, with defaults where a value cannot be read; empty where a value is missing that has none. */
    <T> Optional<T> get(Class<T> mapping) {
        return Optional.ofNullable(mappings.get(mapping)).map(mapping::cast);
    }

    /** One line for each. */
    List<String> problems() {
        return problems.stream().map(Problem::line).toList();
    }

    /** One line for each setting that does not do what it seems to; only to be asked for where there are no problems. */
    List<String> warnings() {
        Warnings warnings = new Warnings(values());
        return Stream.of(
                kafkaSettings(given()).ignored(),
                warnings.ignoredGroup(get(TopicsConfig.class).orElseThrow().groupId()),
                warnings.unknownVariables(MAPPINGS), warnings.lostCharacters(), Warnings.repeatedKeys(FILE))
                .flatMap(lines -> lines).toList();
    }

    private KafkaSettings kafkaSettings(Map<String, Object> settings) {
        return new KafkaSettings(settings, values().under(CONSUMER), values().under(PRODUCER));
    }

    /** What {@code kafka.*} says, for the clients of a command. */
    Map<String, Object> kafka() {
        Map<String, Object> kafka = new HashMap<>(Map.of(
                CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, KAFKA_PATIENCE_MS,
                ProducerConfig.MAX_BLOCK_MS_CONFIG, KAFKA_PATIENCE_MS));
        kafka.putAll(given());
        return kafka;
    }

    /** {@code kafka.*} without the prefix, by the rules of Quarkus. */
    private Map<String, Object> given() {
        SmallRyeConfig config = values().config();
        return new KafkaRuntimeConfigProducer().createKafkaRuntimeConfig(config,
                config.getConfigMapping(ApplicationConfig.class));
    }

    private Optional<ConfigValidationException> takeAll() {
        try {
            values = Optional
                    .of(new Values(take(MAPPINGS, ConfigUtils.configBuilder().withMapping(ApplicationConfig.class))));
            return Optional.empty();
        } catch (ConfigValidationException invalid) {
            return Optional.of(invalid);
        }
    }

    private SmallRyeConfig take(List<Class<?>> types, SmallRyeConfigBuilder builder) {
        types.forEach(builder::withMapping);
        SmallRyeConfig config = builder.build();
        types.forEach(type -> mappings.put(type, config.getConfigMapping(type)));
        return config;
    }

    private void takeDespiteProblems(Class<?> type) {
        SmallRyeConfigBuilder builder = ConfigUtils.configBuilder().withMapping(type).withValidateUnknown(false);
        Map<String, String> instead = problems.stream().map(Problem::key).filter(key -> !key.isEmpty()).distinct()
                .collect(Collectors.toMap(key -> key,
                        key -> values().written(key).isEmpty()
                                ? ANY
                                : builder.getDefaultValues().getOrDefault(key, "")));
        try {
            take(List.of(type), builder.withSources(new PropertiesConfigSource(instead, "instead", BEFORE_ALL_OTHERS)));
        } catch (ConfigValidationException _) {
            // A required value is missing, which has been reported.
        }
    }

    private void note(ConfigValidationException invalid) {
        IntStream.range(0, invalid.getProblemCount())
                .mapToObj(n -> invalid.getProblem(n).getMessage())
                .filter(message -> !UNRESOLVED.matcher(message).matches())
                .map(message -> Problem.of(message, this::value)).forEach(problems::add);
        MAPPINGS.forEach(this::takeDespiteProblems);
    }

    /** What a key is set to; empty also where that stands for something that is not set, or where nothing can be read. */
    Optional<String> value(String key) {
        try {
            return values().of(key);
        } catch (IllegalArgumentException _) {
            // The file cannot be read, which has been reported.
            return Optional.empty();
        }
    }

    private Values values() {
        Values known = values.orElseGet(() -> new Values(ConfigUtils.configBuilder()
                .withMapping(ApplicationConfig.class).withValidateUnknown(false).build()));
        values = Optional.of(known);
        return known;
    }
}
