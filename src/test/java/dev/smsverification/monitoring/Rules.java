package dev.smsverification.monitoring;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

/** The rules as they are shipped. */
final class Rules {

    static final Path FILE = Path.of("src/main/prometheus/rules.yml");

    private static final Pattern METRIC = Pattern.compile("\\b(sms|jvm|process|system)_\\w+");

    private Rules() {}

    /** The alerts, each as it stands in the file. */
    static List<JsonNode> alerts() {
        return all().stream().filter(rule -> rule.has("alert")).toList();
    }

    /** What is recorded or warned of, as PromQL. */
    static List<String> expressions() {
        return all().stream().map(rule -> rule.path("expr").asText()).toList();
    }

    /** The metrics of a worker that a PromQL expression names. */
    static Set<String> metrics(String expression) {
        return new TreeSet<>(METRIC.matcher(expression).results().map(MatchResult::group).toList());
    }

    /** The same rules, but what they warn of need not last, and what was a moment ago is usual already. */
    static String impatient() {
        return text().replaceAll("(?m)^( *)for: .*$", "$1for: 0s").replace("offset 15m", "offset 1s");
    }

    private static List<JsonNode> all() {
        try {
            return StreamSupport.stream(new YAMLMapper().readTree(text()).path("groups").spliterator(), false)
                    .flatMap(group -> StreamSupport.stream(group.path("rules").spliterator(), false)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text() {
        try {
            return Files.readString(FILE, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
