package dev.smsverification.testing;

import static java.util.stream.Collectors.toMap;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** What a worker is told by environment variables, and what it must not hear by them. */
public final class WorkerEnvironment {

    private static final Pattern FOREIGN = Pattern
            .compile("(TWILIO|SMS|KAFKA|QUARKUS|OTEL)_.*|LOG_FORMAT|.*JAVA_(TOOL_)?OPTIONS");

    private WorkerEnvironment() {}

    /**
     * Takes from a command what whoever runs this may have in their environment: an account and a broker of their own, or options
     * for other programs.
     */
    public static ProcessBuilder cleared(ProcessBuilder command) {
        command.environment().keySet().removeIf(FOREIGN.asMatchPredicate());
        return command;
    }

    /** The variables that say the same as these properties. */
    public static Map<String, String> variables(Map<String, String> settings) {
        return settings.entrySet().stream().collect(toMap(setting -> variable(setting.getKey()), Map.Entry::getValue));
    }

    /** The variable of a property, by the rule of MicroProfile Config. */
    public static String variable(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
