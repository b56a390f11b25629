package dev.smsverification.cli;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.Comparator;
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

import io.smallrye.config.Expressions;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.common.utils.StringUtil;

/** What keys are set to, as texts. */
record Values(SmallRyeConfig config) {

    private static final Pattern OURS = Pattern.compile("(sms|twilio|kafka)[._]", Pattern.CASE_INSENSITIVE);

    /** Empty also where the value stands for something that is not set. */
    Optional<String> of(String key) {
        try {
            return Optional.ofNullable(config.getConfigValue(key).getValue());
        } catch (IllegalArgumentException | NoSuchElementException _) {
            // Such as a reference to itself, or ${name::…} with the name of nobody who decrypts.
            return Optional.empty();
        }
    }

    /** As it is written, with ${…} in it. */
    Optional<String> written(String key) {
        return Expressions.withoutExpansion(() -> Optional.ofNullable(config.getConfigValue(key).getValue()));
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
        // A variable has other names beside its own.
        Map<String, List<String>> names = names().filter(name -> OURS.matcher(name).lookingAt())
                .collect(groupingBy(Values::variable, TreeMap::new, toList()));
        return names.entrySet().stream().filter(same -> same.getValue().stream().allMatch(name -> of(name).isEmpty()))
                .flatMap(same -> same.getValue().stream().filter(name -> written(name).isPresent())
                        .min(Comparator.comparing(name -> !name.equals(same.getKey()))).stream())
                .map(name -> Problem.unresolved(name, written(name).orElseThrow())).toList();
    }

    Stream<String> names() {
        return StreamSupport.stream(config.getPropertyNames().spliterator(), false);
    }

    /** The environment variable that sets a key. */
    static String variable(String name) {
        return StringUtil.replaceNonAlphanumericByUnderscores(name).toUpperCase(Locale.ROOT);
    }
}
