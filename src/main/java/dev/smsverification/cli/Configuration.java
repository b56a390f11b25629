package dev.smsverification.cli;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.ProducerConfig;

import dev.smsverification.connector.ConnectorConfig;
import dev.smsverification.delivery.DeliveryConfig;
import dev.smsverification.event.TopicsConfig;
import dev.smsverification.reload.ReloadConfig;
import dev.smsverification.template.TemplateConfig;
import dev.smsverification.twilio.TwilioConfig;
import io.quarkus.kafka.client.runtime.KafkaRuntimeConfigProducer;
import io.quarkus.runtime.ApplicationConfig;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.Expressions;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.common.utils.StringUtil;

/**
 * The configuration as the worker would read it, without starting it, and everything about single keys that is wrong with it.
 */
final class Configuration {

    /** Every mapping there is: a key of none of them is a mistake. */
    static final List<Class<?>> MAPPINGS = List.of(TopicsConfig.class, DeliveryConfig.class, ConnectorConfig.class,
            ReloadConfig.class, TemplateConfig.class, TwilioConfig.class);

    /** In place of what has to be set and is not: as harmless for the content of a template as for its usage type. */
    private static final String ANY = "{{code}}";

    private static final String UNREADABLE = "config/application.properties: cannot be read;"
            + " it has to be a file of properties in UTF-8 that the worker's user may read";

    /** How SmallRye Config says that it cannot put in what ${…} stands for. */
    private static final Pattern UNRESOLVED = Pattern
            .compile("(?s).*(Could not expand value|Recursive expression expansion).*");

    /** What the worker's own clients are told beside {@code kafka.*}, and before it. */
    private static final String CONSUMER = "mp.messaging.incoming.requests.";
    private static final String PRODUCER = "mp.messaging.outgoing.outbox.";

    /** Somebody sits before the terminal and waits. */
    private static final int KAFKA_PATIENCE_MS = 15_000;

    private static final int BEFORE_ALL_OTHERS = Integer.MAX_VALUE;

    private static final Pattern OURS = Pattern.compile("(sms|twilio|kafka)[._]", Pattern.CASE_INSENSITIVE);

    private static final Pattern NOT_KAFKA = Pattern.compile("(sms|twilio)[._]", Pattern.CASE_INSENSITIVE);

    private final Map<Class<?>, Object> mappings = new HashMap<>();
    private final Set<Problem> problems = new LinkedHashSet<>();
    private Optional<SmallRyeConfig> values = Optional.empty();

    private Configuration() {}

    /** Reads all of it, and goes on behind each mistake to find the next. */
    static Configuration read() {
        Configuration configuration = new Configuration();
        try {
            Optional<ConfigValidationException> invalid = configuration.takeAll();
            configuration.noteUnresolved();
            invalid.ifPresent(configuration::note);
        } catch (IllegalArgumentException _) {
            // Without its message, which may quote the file.
            configuration.problems.add(new Problem("", UNREADABLE));
        }
        // What cannot be read has been noted, and would keep all that Kafka's clients are told from being read.
        if (configuration.problems.stream().allMatch(problem -> NOT_KAFKA.matcher(problem.key()).lookingAt())) {
            KafkaSettings
                    .problemsIn(configuration.kafka(), configuration.under(CONSUMER), configuration.under(PRODUCER))
                    .forEach(configuration.problems::add);
        }
        return configuration;
    }

    /** A part of the configuration, with defaults where a value cannot be read; empty where a value is missing that has none. */
    <T> Optional<T> get(Class<T> mapping) {
        return Optional.ofNullable(mappings.get(mapping)).map(mapping::cast);
    }

    /** One line for each. */
    List<String> problems() {
        return problems.stream().map(Problem::line).toList();
    }

    /** What {@code kafka.*} says, by the rules of Quarkus. */
    Map<String, Object> kafka() {
        SmallRyeConfig config = values();
        Map<String, Object> kafka = new HashMap<>(Map.of(
                CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, KAFKA_PATIENCE_MS,
                ProducerConfig.MAX_BLOCK_MS_CONFIG, KAFKA_PATIENCE_MS));
        kafka.putAll(new KafkaRuntimeConfigProducer().createKafkaRuntimeConfig(config,
                config.getConfigMapping(ApplicationConfig.class)));
        return kafka;
    }

    /** What is set under a prefix, by the names without it. */
    private Map<String, Object> under(String prefix) {
        Map<String, Object> settings = new HashMap<>();
        for (String name : values().getPropertyNames()) {
            if (name.startsWith(prefix)) {
                value(name).ifPresent(value -> settings.put(name.substring(prefix.length()), value));
            }
        }
        return settings;
    }

    private Optional<ConfigValidationException> takeAll() {
        try {
            values = Optional.of(take(MAPPINGS, ConfigUtils.configBuilder().withMapping(ApplicationConfig.class)));
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
                        key -> written(key).isEmpty() ? ANY : builder.getDefaultValues().getOrDefault(key, "")));
        try {
            take(List.of(type), builder.withSources(new PropertiesConfigSource(instead, "instead", BEFORE_ALL_OTHERS)));
        } catch (ConfigValidationException _) {
            // Something has to be there and is not, which has been noted.
        }
    }

    /** Such a value counts as not set, mostly without a word, which hides what else is wrong. */
    private void noteUnresolved() {
        Map<String, Problem> unresolved = new TreeMap<>();
        Set<String> overridden = new HashSet<>();
        for (String name : values().getPropertyNames()) {
            if (OURS.matcher(name).lookingAt()) {
                if (value(name).isPresent()) {
                    overridden.add(variable(name));
                } else {
                    // A variable has other names beside its own.
                    written(name).ifPresent(raw -> unresolved.merge(variable(name), Problem.unresolved(name, raw),
                            (one, other) -> one.key().equals(variable(name)) ? one : other));
                }
            }
        }
        unresolved.keySet().removeAll(overridden);
        problems.addAll(unresolved.values());
    }

    private static String variable(String name) {
        return StringUtil.replaceNonAlphanumericByUnderscores(name).toUpperCase(Locale.ROOT);
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
            return Optional.ofNullable(values().getConfigValue(key).getValue());
        } catch (IllegalArgumentException _) {
            // Such as one that stands for itself.
            return Optional.empty();
        }
    }

    /** As it is written, with ${…} in it. */
    private Optional<String> written(String key) {
        return Expressions.withoutExpansion(() -> Optional.ofNullable(values().getConfigValue(key).getValue()));
    }

    private SmallRyeConfig values() {
        SmallRyeConfig config = values.orElseGet(() -> ConfigUtils.configBuilder().withMapping(ApplicationConfig.class)
                .withValidateUnknown(false).build());
        values = Optional.of(config);
        return config;
    }
}
