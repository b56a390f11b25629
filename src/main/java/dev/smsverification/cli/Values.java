package dev.smsverification.cli;

import static java.util.stream.Collectors.toMap;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import io.smallrye.config.ConfigValue;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.Expressions;
import io.smallrye.config.SecretKeys;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.common.utils.StringUtil;

/** What keys are set to, as texts. */
record Values(SmallRyeConfig config) {

    /** The variables of all settings that the worker reads by itself, and of those of Kafka's clients. */
    static final Pattern OURS = Pattern
            .compile("(SMS|TWILIO|KAFKA)_.*|OTEL_EXPORTER_OTLP_(TRACES_)?ENDPOINT|LOG_FORMAT");

    /** Empty also where the value stands for something that is not set. */
    Optional<String> of(String key) {
        try {
            return Optional.ofNullable(read(key).getValue());
        } catch (IllegalArgumentException | NoSuchElementException _) {
            // Such as a reference to itself, or ${name::…} with the name of nobody who decrypts.
            return Optional.empty();
        }
    }

    /** As it is written, with ${…} in it. */
    Optional<String> written(String key) {
        return Expressions.withoutExpansion(() -> Optional.ofNullable(read(key).getValue()));
    }

    /** What is set under a prefix, by the names without it. */
    Map<String, Object> under(String prefix) {
        Map<String, Object> settings = new HashMap<>();
        names().filter(name -> name.startsWith(prefix)).forEach(
                name -> of(name).ifPresent(value -> settings.put(name.substring(prefix.length()), value)));
        return settings;
    }

    /** References to settings that do not exist. SmallRye Config mostly takes such a value for not set, and says nothing. */
    List<Problem> unresolved() {
        return keys(OURS).filter(key -> of(key).isEmpty())
                .flatMap(key -> written(key).map(value -> Problem.unresolved(source(key), value)).stream()).toList();
    }

    /** The keys whose environment variables have such a name. What a variable sets is listed by the variable's name too, which is left out. */
    Stream<String> keys(Pattern variables) {
        return names().filter(name -> variables.matcher(variable(name)).matches())
                .collect(toMap(Values::variable, name -> name, Values::keyRatherThanVariable, TreeMap::new))
                .values().stream();
    }

    private static String keyRatherThanVariable(String one, String other) {
        return one.equals(variable(one)) ? other : one;
    }

    /** Whether it is set by a variable. */
    boolean isVariable(String key) {
        return source(key).equals(variable(key));
    }

    /** The key, or the variable that sets it: SmallRye Config knows the key of a variable only where everything can be read. */
    private String source(String key) {
        String source = Expressions.withoutExpansion(() -> read(key).getSourceName());
        return source.startsWith(EnvConfigSource.NAME) ? variable(key) : key;
    }

    Stream<String> names() {
        return StreamSupport.stream(SecretKeys.doUnlocked(() -> config.getPropertyNames()).spliterator(), false);
    }

    private ConfigValue read(String key) {
        return SecretKeys.doUnlocked(() -> config.getConfigValue(key));
    }

    /** The environment variable that sets a key. */
    static String variable(String name) {
        return StringUtil.replaceNonAlphanumericByUnderscores(name).toUpperCase(Locale.ROOT);
    }
}
