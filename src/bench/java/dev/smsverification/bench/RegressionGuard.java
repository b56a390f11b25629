package dev.smsverification.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

import io.vertx.core.json.JsonObject;

/**
 * Runs the micro-benchmarks and compares them with those of the last release: not their times, which are the machine's,
 * but how many times as long as the {@link Yardstick} each takes. Ends with 1 where one has become much worse, is gone or has none to be compared with.
 */
final class RegressionGuard {

    private static final Path BASELINE = Path.of("src", "bench", "results", "micro.json");
    private static final Path RESULT = Path.of("target", "bench", "micro.json");
    private static final String YARDSTICK = "Yardstick.readTree";
    /** What two runs of the same code differ by at most, and a little. */
    private static final double TOLERANCE = 1.25;

    private RegressionGuard() {}

    public static void main(String[] arguments) throws RunnerException, IOException {
        Map<String, Double> ratios = ratios(new Runner(new OptionsBuilder().include("dev\\.smsverification\\..*")
                .mode(Mode.AverageTime).timeUnit(java.util.concurrent.TimeUnit.NANOSECONDS).forks(2)
                .warmupIterations(3).warmupTime(TimeValue.seconds(1)).measurementIterations(3)
                .measurementTime(TimeValue.seconds(1)).build()).run());
        JsonObject before = Files.exists(BASELINE) ? new JsonObject(Files.readString(BASELINE)) : new JsonObject();
        Set<String> missing = new TreeSet<>(before.fieldNames());
        missing.removeAll(ratios.keySet());
        boolean worse = !missing.isEmpty();
        for (Map.Entry<String, Double> entry : ratios.entrySet()) {
            Double was = before.getDouble(entry.getKey());
            String verdict = was == null ? "  NOTHING TO COMPARE WITH" : entry.getValue() > was * TOLERANCE ? "  WORSE" : "";
            worse |= !verdict.isEmpty();
            System.out.printf("%-28s %6.2f × yardstick, was %6.2f%s%n", entry.getKey(), entry.getValue(),
                    was == null ? Double.NaN : was, verdict);
        }
        missing.forEach(name -> System.out.printf("%-28s MISSING%n", name));
        Files.createDirectories(RESULT.getParent());
        Files.writeString(RESULT, new JsonObject(new TreeMap<String, Object>(ratios)).encodePrettily() + "\n");
        System.exit(worse ? 1 : 0);
    }

    private static Map<String, Double> ratios(Collection<RunResult> results) {
        Map<String, Double> times = new TreeMap<>();
        results.forEach(result -> times.put(name(result.getParams().getBenchmark()),
                result.getPrimaryResult().getScore()));
        double yardstick = times.remove(YARDSTICK);
        System.out.printf("%nyardstick: %.0f ns%n", yardstick);
        times.replaceAll((_, time) -> Math.round(time / yardstick * 100) / 100.0);
        return times;
    }

    private static String name(String benchmark) {
        return benchmark.replaceAll(".*\\.(\\w+\\.\\w+)", "$1");
    }
}
