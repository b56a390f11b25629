package dev.smsverification.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

/** Without the rest of a configuration: the tests' class path has Quarkus's own mapping of the log's settings in it. */
class PlatformSettingsTest {

    private static final String MUST = ": must be a level such as DEBUG, INFO or WARN";

    @ParameterizedTest
    @CsvSource({"quarkus.log.level,verbose", "quarkus.log.level,inherit",
            "quarkus.log.category.\"org.apache.kafka\".level,loud",
            "QUARKUS_LOG_CATEGORY__ORG_APACHE_KAFKA__LEVEL,loud"})
    void tellsOfALevelThatIsNone(String key, String level) {
        assertThat(problems(key, level)).containsExactly(key + " (" + level + ")" + MUST);
    }

    @Test
    void tellsOnceOfAVariableThatHasAnotherNameToo() {
        assertThat(problems(Map.of("QUARKUS_LOG_CATEGORY__ORG_APACHE_KAFKA__LEVEL", "loud",
                "quarkus.log.category.\"org.apache.kafka\".level", "loud")))
                .containsExactly("quarkus.log.category.\"org.apache.kafka\".level (loud)" + MUST);
    }

    @ParameterizedTest
    @CsvSource({"quarkus.log.level,''", "quarkus.log.category.\"org.apache.kafka\".level,''"})
    void tellsOfALevelThatIsEmpty(String key, String level) {
        assertThat(problems(key, level)).containsExactly(key + " (empty)" + MUST);
    }

    @ParameterizedTest
    @CsvSource({"quarkus.log.level,debug", "quarkus.log.level,WARNING", "quarkus.log.level,OFF",
            "quarkus.log.category.\"org.apache.kafka\".level,inherit", "LOG_FORMAT,''"})
    void takesWhatIsRight(String key, String value) {
        assertThat(problems(key, value)).isEmpty();
    }

    private static List<String> problems(String key, String value) {
        return problems(Map.of(key, value));
    }

    private static List<String> problems(Map<String, String> settings) {
        return PlatformSettings.problemsIn(new Values(new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(settings, "test", 1)).build())).map(Problem::line)
                .toList();
    }
}
