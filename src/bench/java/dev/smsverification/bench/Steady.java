package dev.smsverification.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.vertx.core.json.JsonObject;

/** Events come evenly, and are sent as they come: how long from being published to the arrival of the POST? */
final class Steady implements Mode {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Override
    public List<Measurement> run(Stage stage, Settings settings) {
        // A first round does not count: the broker and the stand-in are slow until they are warm.
        settings.contenders().forEach(contender -> measure(stage, settings, contender, 0));
        return settings.inTurns((contender, round) -> Report.tell(measure(stage, settings, contender, round)));
    }

    private static Measurement measure(Stage stage, Settings settings, Contender contender, int round) {
        int perSecond = Settings.number("per-second", 500);
        int warmUp = perSecond * Settings.number("warm-up-seconds", 20);
        int messages = perSecond * Settings.number("seconds", 60);
        Job job = Job.of(stage.newTopic("requests"), stage);
        try (Program program = stage.start(contender, job, settings.maxInFlight())) {
            stage.publish(job.requests(), 0, 1, Instant.now().plus(Duration.ofHours(1)));
            Point.reached(1, stage, program, job, PATIENCE);
            stage.publishEvenly(job.requests(), 1, warmUp, perSecond);
            Point begin = Point.reached(1 + warmUp, stage, program, job, PATIENCE);
            stage.reset();
            stage.publishEvenly(job.requests(), 1 + warmUp, messages, perSecond);
            Point end = Point.reached(1 + warmUp + messages, stage, program, job, PATIENCE);
            return new Measurement("steady", contender, round, figures(stage.reset(), end.cpuSince(begin)));
        }
    }

    private static Map<String, Double> figures(JsonObject seen, double cpu) {
        Map<String, Double> figures = new LinkedHashMap<>();
        for (String quantile : List.of("p50", "p99", "p999")) {
            figures.put("publish → POST " + quantile + " ms", seen.getDouble(quantile) / 1_000);
        }
        figures.put("CPU µs/message", cpu);
        return figures;
    }
}
