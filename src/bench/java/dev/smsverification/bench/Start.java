package dev.smsverification.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** From the start of the process to the arrival of its first POST, with one event waiting. */
final class Start implements Mode {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Override
    public List<Measurement> run(Stage stage, Settings settings) {
        return settings.inTurns((contender, round) -> measure(stage, contender, round, settings));
    }

    private static Measurement measure(Stage stage, Contender contender, int round, Settings settings) {
        String requests = stage.newTopic("requests");
        stage.publish(requests, 0, 1, Instant.now().plus(Duration.ofHours(1)));
        Job job = Job.of(requests, stage);
        stage.reset();
        long begin = StandIn.micros();
        try (Program program = stage.start(contender, job, settings.maxInFlight())) {
            program.await(PATIENCE, () -> stage.seen().getInteger("posts") > 0);
            double cpu = program.cpu().toMillis() / 1e3;
            double seconds = (stage.seen().getLong("firstPost") - begin) / 1e6;
            Map<String, Double> figures = new LinkedHashMap<>();
            figures.put("start → first POST s", seconds);
            figures.put("CPU until then s", cpu);
            return Report.tell(new Measurement("start", contender, round, figures));
        }
    }
}
