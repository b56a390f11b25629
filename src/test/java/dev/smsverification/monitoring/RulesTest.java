package dev.smsverification.monitoring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

class RulesTest {

    private static final Path TESTS = Path.of("src/test/prometheus/rules-test.yml");
    private static final Path TESTS_OF_DAYS = Path.of("src/test/prometheus/rules-of-days-test.yml");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

    @Test
    void areWhatPrometheusTakes() {
        Tool.promtool("check", "rules", Rules.FILE.toString());
    }

    @Test
    void warnOfWhatTheyShouldAndOfNothingElse() {
        Tool.promtool("test", "rules", TESTS.toString(), TESTS_OF_DAYS.toString());
    }

    @Test
    void eachAlertHasItsTest() throws IOException {
        String tests = Files.readString(TESTS, UTF_8) + Files.readString(TESTS_OF_DAYS, UTF_8);

        assertThat(Rules.alerts()).isNotEmpty().allSatisfy(alert -> assertThat(tests)
                .containsPattern(
                        "- alertname: " + alert.path("alert").asText() + "\n *eval_time: \\w+\n *exp_alerts:"));
    }

    @Test
    void eachAlertHasASectionInTheRunbook() throws IOException {
        Set<String> sections = HEADING.matcher(Files.readString(Path.of("README.md"), UTF_8)).results()
                .map(heading -> heading.group(1).toLowerCase(Locale.ROOT).replace(' ', '-')).collect(toSet());

        assertThat(Rules.alerts()).allSatisfy(alert -> assertThat(alert.at("/annotations/runbook_url").asText())
                .contains("README.md#").satisfies(url -> assertThat(sections).contains(url.split("#")[1])));
    }

    @Test
    void eachAlertSaysWhatItIsAndHowUrgent() {
        assertThat(Rules.alerts()).allSatisfy(alert -> {
            assertThat(alert.at("/labels/severity").asText()).isIn("page", "ticket");
            assertThat(alert.at("/annotations/summary").asText()).isNotBlank();
            assertThat(alert.at("/annotations/description").asText()).isNotBlank();
        });
    }
}
