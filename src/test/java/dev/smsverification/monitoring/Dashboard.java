package dev.smsverification.monitoring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** The dashboard as it is shipped. */
final class Dashboard {

    private static final Path FILE = Path.of("src/main/grafana/dashboard.json");

    private Dashboard() {}

    /** The panels in their order, the rows' titles among them. */
    static List<JsonNode> panels() {
        return elements(dashboard().path("panels")).toList();
    }

    /** Those that give a verdict, by the colour of all of the panel. */
    static List<JsonNode> verdicts() {
        return panels().stream()
                .filter(panel -> panel.at("/options/colorMode").asText().equals("background")).toList();
    }

    static boolean isRow(JsonNode panel) {
        return panel.path("type").asText().equals("row");
    }

    /** Every query in PromQL, those of the annotations among them, without Grafana's variables. */
    static List<String> queries() {
        Stream<JsonNode> targets = panels().stream().flatMap(panel -> elements(panel.path("targets")));
        return Stream.concat(elements(dashboard().at("/annotations/list")), targets)
                .map(query -> query.path("expr").asText().replace("$__rate_interval", "1m").replace("$__range", "1h"))
                .toList();
    }

    /** The only query of the panel with this title. */
    static String query(String title) {
        return panels().stream().filter(panel -> panel.path("title").asText().equals(title))
                .map(panel -> panel.at("/targets/0/expr").asText()).findFirst().orElseThrow();
    }

    private static JsonNode dashboard() {
        try {
            return new JsonMapper().readTree(Files.readString(FILE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
