package dev.smsverification.cli;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.eclipse.microprofile.config.spi.Converter;

import dev.smsverification.setting.HttpUrl;
import dev.smsverification.setting.NumberSetting;
import io.quarkus.runtime.logging.InheritableLevelConverter;
import io.quarkus.runtime.logging.LevelConverter;

/** What would end Quarkus at its start with a stack trace, in the settings of its own that the README names. */
final class PlatformSettings {

    private static final String LOG_FORMAT = "LOG_FORMAT";
    private static final Set<String> LOG_FORMATS = Set.of("text", "json", "");

    private static final String LOG_LEVEL = "quarkus.log.level";
    /** As variables are named: a category is quoted in a key and cannot be told from its underscores. */
    private static final Pattern CATEGORY_LEVEL = Pattern.compile("QUARKUS_LOG_CATEGORY_.+_LEVEL");
    private static final String LEVEL_RULE = "must be a level such as DEBUG, INFO or WARN";

    private static final String PORT = "quarkus.management.port";
    /** 0 is any free one. */
    private static final NumberSetting PORTS = new NumberSetting(0, HttpUrl.HIGHEST_PORT) {
    };

    private PlatformSettings() {}

    static Stream<Problem> problemsIn(Values values) {
        return Stream.concat(
                Stream.of(logFormat(values), level(values, LOG_LEVEL, new LevelConverter()), port(values)),
                values.keys(CATEGORY_LEVEL).map(key -> level(values, key, new InheritableLevelConverter())))
                .flatMap(Optional::stream);
    }

    private static Optional<Problem> logFormat(Values values) {
        return values.of(LOG_FORMAT).filter(format -> !LOG_FORMATS.contains(format))
                .map(format -> Problem.of(LOG_FORMAT, format, "must be text or json"));
    }

    private static Optional<Problem> level(Values values, String key, Converter<?> levels) {
        return values.of(key).filter(level -> refusal(levels, level).isPresent())
                .map(level -> Problem.of(key, level, LEVEL_RULE));
    }

    private static Optional<Problem> port(Values values) {
        return values.of(PORT).flatMap(port -> refusal(PORTS, port).map(rule -> Problem.of(PORT, port, rule)));
    }

    /** Why a converter does not take a value. An empty one does not count as not set here. */
    private static Optional<String> refusal(Converter<?> converter, String value) {
        try {
            return converter.convert(value) == null ? Optional.of("must not be empty") : Optional.empty();
        } catch (IllegalArgumentException refusal) {
            return Optional.of(String.valueOf(refusal.getMessage()));
        }
    }
}
