package dev.smsverification.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

class DashboardTest {

    @TempDir
    Path directory;

    @Test
    void answersItsQuestionsFromTheTopDown() {
        List<JsonNode> inOrder = Dashboard.panels().stream().sorted((one, other) -> Integer
                .compare(one.at("/gridPos/y").asInt(), other.at("/gridPos/y").asInt())).toList();

        assertThat(inOrder).filteredOn(Dashboard::isRow).extracting(row -> row.path("title").asText()).containsExactly(
                "Are codes arriving?", "Where do they fail?", "Is the worker healthy?", "What does it cost?");
        assertThat(Dashboard.isRow(inOrder.getFirst())).isTrue();
    }

    @Test
    void everyPanelHasAUnitAndWords() {
        assertThat(Dashboard.panels()).filteredOn(panel -> !Dashboard.isRow(panel)).allSatisfy(panel -> {
            assertThat(panel.at("/fieldConfig/defaults/unit").asText()).as("unit of %s", panel.path("title"))
                    .isNotBlank();
            assertThat(panel.path("description").asText()).as("description of %s", panel.path("title")).isNotBlank();
        });
    }

    /** The last value of the hour that is shown would stay green long after the last worker has gone. */
    @Test
    void noVerdictIsAboutThePast() {
        assertThat(Dashboard.verdicts()).hasSizeGreaterThan(3).allSatisfy(panel -> assertThat(panel.path("targets"))
                .as(panel.path("title").asText()).allSatisfy(target -> {
                    assertThat(target.path("instant").asBoolean()).isTrue();
                    assertThat(target.path("range").asBoolean()).isFalse();
                    assertThat(target.path("expr").asText()).as("says something where there is nothing")
                            .containsPattern(" or vector\\((0|NaN)\\)$");
                }));
    }

    /** Codes are tried again for minutes before the first is given up. */
    @Test
    void tellsAtOnceThatTwilioTakesNothing() throws IOException {
        String test = """
                      evaluation_interval: 15s
                      tests:
                        - interval: 15s
                          input_series:
                            - series: sms_status_total{status="SENT",reason="none"}
                              values: 0+150x40 6000x4
                            - series: sms_status_total{status="RETRYING",reason="provider_unreachable"}
                              values: _x40 0 150 300 450 600
                          promql_expr_test:
                            - {eval_time: 10m, expr: %1$s, exp_samples: [{labels: "{}", value: 0}]}
                            - {eval_time: 11m, expr: %1$s, exp_samples: [{labels: "{}", value: 1}]}
                      """
                .formatted(new JsonMapper()
                        .writeValueAsString("(" + Dashboard.query("Attempts that sent") + ") < bool 0.9"));

        Tool.promtool("test", "rules", Files.writeString(directory.resolve("outage.yml"), test).toString());
    }

    /** Every program that Prometheus scrapes tells of its process and its JVM. */
    @Test
    void noQueryIsAboutOtherPrograms() {
        assertThat(Dashboard.queries()).allSatisfy(query -> assertThat(query).containsPattern("\\bsms[_:]"));
    }

    @Test
    void noPanelCoversAnother() {
        Set<List<Integer>> taken = new HashSet<>();

        assertThat(Dashboard.panels()).allSatisfy(panel -> cells(panel.path("gridPos")).forEach(cell -> assertThat(
                taken.add(cell)).as("%s at %s", panel.path("title"), cell).isTrue()));
    }

    @Test
    void everyQueryIsOneThatPrometheusUnderstands() throws IOException {
        String rules = Dashboard.queries().stream().map(DashboardTest::quoted)
                .collect(Collectors.joining("\n", "groups:\n- name: queries\n  rules:\n", "\n"));

        Tool.promtool("check", "rules", Files.writeString(directory.resolve("queries.yml"), rules).toString());
    }

    private static List<List<Integer>> cells(JsonNode place) {
        return IntStream.range(0, place.path("h").asInt()).boxed()
                .flatMap(row -> IntStream.range(0, place.path("w").asInt())
                        .mapToObj(column -> List.of(place.path("y").asInt() + row, place.path("x").asInt() + column)))
                .toList();
    }

    private static String quoted(String query) {
        try {
            return "  - record: query\n    labels: {of: x" + Integer.toHexString(query.hashCode()) + "}\n    expr: "
                    + new JsonMapper().writeValueAsString(query);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
