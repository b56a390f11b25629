package dev.smsverification.cli;

import static java.util.stream.Collectors.toSet;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;

/** Settings that are no mistake by themselves, but do not do what they seem to. A line for each. */
record Warnings(Values values) {

    /** Without those by which Kubernetes tells of a service, in all pods of its namespace. */
    private static final Pattern SMS_VARIABLE = Pattern.compile("SMS_(?!(.+_)?(SERVICE_HOST|PORT(_.*)?)$).*");

    /** The number of a list's element, such as {@code [3]}; in the keys of the mappings it is {@code [*]}. */
    private static final Pattern NUMBER = Pattern.compile("\\[\\d+]");

    /** An escaped dollar that needs no escape: before a brace it keeps a reference from being one, and $$$$ and \\$ are meant. */
    private static final Pattern ESCAPED_DOLLAR = Pattern.compile("(?<![$\\\\])(\\\\\\$|\\$\\$\\$?)(?![{$])");

    /** Asked for by its full key: in {@code kafka.*}, Quarkus puts a group of its own where none is set. */
    Stream<String> ignoredGroup(String workers) {
        return values.of("kafka.group.id").filter(group -> !group.equals(workers))
                .map(group -> Problem.of("kafka.group.id", group,
                        "is ignored; the group is sms.group-id, " + Problem.shown("sms.group-id", workers)).line())
                .stream();
    }

    /** SmallRye Config takes no variable for a mistake, since other programs may have it. */
    Stream<String> unknownVariables(List<Class<?>> mappings) {
        List<String> keys = values.keys(SMS_VARIABLE).filter(values::isVariable).toList();
        // Not cheap at a start, and most workers have no such variable.
        Set<String> known = keys.isEmpty()
                ? Set.of()
                : mappings.stream()
                        .flatMap(type -> ConfigMappings.getProperties(ConfigClass.configClass(type)).keySet().stream())
                        .collect(toSet());
        return keys.stream().filter(key -> !known.contains(NUMBER.matcher(key).replaceAll("[*]")))
                .map(key -> Values.variable(key)
                        + ": is no variable of the worker and sets nothing by itself; look for a slip in its name");
    }

    /** SmallRye Config takes a dollar for the escape of another, wherever they stand, and a backslash too. The value may be a secret. */
    Stream<String> lostCharacters() {
        return values.keys(Values.OURS)
                .filter(key -> values.written(key).filter(value -> ESCAPED_DOLLAR.matcher(value).find()).isPresent())
                .map(key -> key + ": each $$ or \\$ in it counts as one $; write $ for that, and $$$$ or \\\\$ to keep"
                        + " both characters");
    }

    /** SmallRye Config would print the value, and the last one counts. */
    static Stream<String> repeatedKeys(Path properties) {
        if (!Files.exists(properties)) {
            return Stream.empty();
        }
        Set<Object> repeated = new TreeSet<>();
        try (Reader reader = Files.newBufferedReader(properties)) {
            new Properties() {
                @Override
                public synchronized Object put(Object key, Object value) {
                    Object before = super.put(key, value);
                    if (before != null) {
                        repeated.add(key);
                    }
                    return before;
                }
            }.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return repeated.stream().map(key -> key + ": stands more than once in " + properties
                + ", and only the last one counts; take the others out");
    }
}
