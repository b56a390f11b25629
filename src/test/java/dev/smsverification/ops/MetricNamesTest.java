package dev.smsverification.ops;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

class MetricNamesTest {

    @Test
    void everyMetricStandsInTheReadme() throws IOException {
        String section = Files.readString(Path.of("README.md"), UTF_8).split("\n## Metrics\n")[1].split("\n## ")[0];

        List<String> told = Pattern.compile("(?m)^\\| `(\\w+)").matcher(section).results().map(row -> row.group(1))
                .toList();

        assertThat(told).containsExactlyInAnyOrderElementsOf(names());
    }

    private static List<String> names() {
        return Stream.of(MetricNames.class.getFields()).filter(field -> Modifier.isPublic(field.getModifiers()))
                .map(MetricNamesTest::value).toList();
    }

    private static String value(Field field) {
        try {
            return (String) field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
