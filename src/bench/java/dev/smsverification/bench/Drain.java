package dev.smsverification.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.vertx.core.json.JsonObject;

/** A backlog is there before the contender comes. The first fifth is left out as warm-up. */
final class Drain implements Mode {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @Override
    public List<Measurement> run(Stage stage, Settings settings) {
        int messages = Settings.number("messages", 100_000);
        String requests = stage.newTopic("requests");
        stage.publish(requests, 0, messages, Instant.now().plus(Duration.ofHours(6)));
        // A first round does not count: the broker and the stand-in are slow until they are warm.
        settings.contenders().forEach(contender -> measure(stage, settings, contender, requests, messages));
        return settings.inTurns((contender, round) -> Report.tell(
                new Measurement("drain", contender, round, measure(stage, settings, contender, requests, messages))));
    }

    private static Map<String, Double> measure(Stage stage, Settings settings, Contender contender, String requests,
            int messages) {
        Job job = Job.of(requests, stage);
        stage.reset();
        try (Program program = stage.start(contender, job, settings.maxInFlight())) {
            Map<String, Double> figures = measure(stage, program, job, messages);
            JsonObject seen = stage.reset();
            figures.put("posts", seen.getDouble("posts"));
            figures.put("most in flight", seen.getDouble("mostOpen"));
            return figures;
        }
    }

    private static Map<String, Double> measure(Stage stage, Program program, Job job, int messages) {
        Point warm = Point.reached(messages / 5, stage, program, job, PATIENCE);
        Point end = Point.reached(messages, stage, program, job, PATIENCE);
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("messages/s", end.perSecondSince(warm));
        figures.put("CPU µs/message", end.cpuSince(warm));
        figures.put("RSS MiB", program.memory("VmHWM"));
        return figures;
    }
}
