package dev.smsverification.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** All measurements: as a table of medians and of the worker's ratio to the others, and as JSON. */
record Report(Map<String, String> machine, List<Measurement> measurements) {

    private static final String JSON = "results.json";

    /** Prints it as soon as it is known. */
    static Measurement tell(Measurement measurement) {
        StringBuilder line = new StringBuilder("%-14s %-18s round %d".formatted(measurement.series(),
                measurement.contender(), measurement.round()));
        measurement.figures().forEach((name, value) -> line.append("  %s %,.1f".formatted(name, value)));
        System.out.println(line);
        return measurement;
    }

    /**
     * What an earlier run has come to, so that rounds and modes can be measured when the machine has time.
     *
     * @throws IllegalStateException where that was another machine, or anything else on which figures depend
     */
    static Report earlier(Path directory, Map<String, String> machine) {
        Path file = directory.resolve(JSON);
        if (!Files.exists(file)) {
            return new Report(machine, List.of());
        }
        try {
            JsonObject json = new JsonObject(Files.readString(file));
            Map<String, String> before = new LinkedHashMap<>();
            json.getJsonObject("machine").forEach(fact -> before.put(fact.getKey(), fact.getValue().toString()));
            List<Measurement> all = new ArrayList<>();
            json.getJsonArray("measurements").forEach(it -> all.add(measurement((JsonObject) it)));
            return new Report(Machine.ofBoth(before, machine), all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Measurement measurement(JsonObject json) {
        Map<String, Double> figures = new LinkedHashMap<>();
        JsonObject values = json.getJsonObject("figures");
        values.fieldNames().forEach(name -> figures.put(name, values.getDouble(name)));
        return new Measurement(json.getString("series"), Contender.valueOf(json.getString("contender")),
                json.getInteger("round"), figures);
    }

    String table() {
        List<String> lines = new ArrayList<>();
        machine.forEach((name, value) -> lines.add("%s: %s".formatted(name, value)));
        lines.add("");
        List<Contender> contenders = Stream.of(Contender.values())
                .filter(it -> measurements.stream().anyMatch(measurement -> measurement.contender() == it)).toList();
        List<Contender> others = contenders.stream().filter(it -> it != Contender.WORKER).toList();
        lines.add(row(Stream.concat(Stream.of("medians", "rounds", "figure"), Stream.concat(
                contenders.stream().map(Object::toString), others.stream().map(other -> "worker / " + other)))));
        lines.add("|---|--:|---|" + "--:|".repeat(contenders.size() + others.size()));
        for (String series : series()) {
            String rounds = Long.toString(rounds(series));
            for (String figure : figures(series)) {
                lines.add(row(Stream.concat(Stream.of(series, rounds, figure), Stream.concat(
                        contenders.stream().map(it -> shown(median(series, it, figure))),
                        others.stream().map(other -> ratio(series, figure, other))))));
            }
        }
        return String.join("\n", lines) + "\n";
    }

    private static String row(Stream<String> cells) {
        return cells.collect(Collectors.joining(" | ", "| ", " |"));
    }

    void write(Path directory) {
        JsonArray all = new JsonArray();
        measurements.forEach(it -> all.add(new JsonObject().put("series", it.series())
                .put("contender", it.contender().name()).put("round", it.round())
                .put("figures", new JsonObject(new LinkedHashMap<>(it.figures())))));
        JsonObject json = new JsonObject().put("machine", new JsonObject(new LinkedHashMap<>(machine)))
                .put("measurements", all);
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve(JSON), json.encodePrettily() + "\n");
            Files.writeString(directory.resolve("results.md"), table());
            Files.writeString(directory.resolve("results.svg"), Plot.of(this));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** NaN where there is none. */
    double median(String series, Contender contender, String figure) {
        double[] values = measurements.stream()
                .filter(it -> it.series().equals(series) && it.contender() == contender
                        && it.figures().containsKey(figure))
                .mapToDouble(it -> it.figures().get(figure)).sorted().toArray();
        int half = values.length / 2;
        return values.length == 0 ? Double.NaN
                : values.length % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
    }

    private Set<String> series() {
        Set<String> names = new LinkedHashSet<>();
        measurements.forEach(it -> names.add(it.series()));
        return names;
    }

    /** The most rounds that any contender was measured in. */
    private long rounds(String series) {
        return measurements.stream().filter(it -> it.series().equals(series))
                .collect(Collectors.groupingBy(Measurement::contender, Collectors.counting())).values().stream()
                .max(Long::compare).orElse(0L);
    }

    private Set<String> figures(String series) {
        Set<String> names = new LinkedHashSet<>();
        measurements.stream().filter(it -> it.series().equals(series)).forEach(it -> names.addAll(it.figures().keySet()));
        return names;
    }

    private String ratio(String series, String figure, Contender other) {
        double ratio = median(series, Contender.WORKER, figure) / median(series, other, figure);
        return Double.isFinite(ratio) ? "%.2f".formatted(ratio) : "";
    }

    private static String shown(double value) {
        return Double.isNaN(value) ? "" : value < 100 ? "%.1f".formatted(value) : "%,.0f".formatted(value);
    }
}
