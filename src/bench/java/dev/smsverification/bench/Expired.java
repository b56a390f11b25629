package dev.smsverification.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A backlog of codes that have expired, all there before the worker comes: nothing is sent, and each is reported. What counts are
 * its beginning, of which the first fifth is left out as warm-up, and its end.
 */
final class Expired implements Mode {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    /** The JIT compiler has little left to do by then. */
    private static final int WARM_UP = 1_000_000;

    @Override
    public List<Measurement> run(Stage stage, Settings settings) {
        int messages = Settings.number("messages", 50_000);
        Instant past = Instant.now().minus(Duration.ofHours(1));
        List<Measurement> measurements = new ArrayList<>();
        for (int round = 1; round <= settings.rounds(); round++) {
            Job job = Job.of(stage.newTopic("requests"), stage);
            int all = messages + WARM_UP + messages;
            stage.publish(job.requests(), 0, all, past);
            try (Program program = stage.start(Contender.WORKER, job, settings.maxInFlight())) {
                measurements.add(measurement("expired, cold start", round,
                        Point.reached(messages / 5, stage, program, job, PATIENCE),
                        Point.reached(messages, stage, program, job, PATIENCE)));
                measurements.add(measurement("expired, warm", round,
                        Point.reached(messages + WARM_UP, stage, program, job, PATIENCE),
                        Point.reached(all, stage, program, job, PATIENCE)));
            }
        }
        return measurements;
    }

    private static Measurement measurement(String mode, int round, Point begin, Point end) {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("records/s", end.perSecondSince(begin));
        figures.put("CPU µs/record", end.cpuSince(begin));
        return Report.tell(new Measurement(mode, Contender.WORKER, round, figures));
    }
}
