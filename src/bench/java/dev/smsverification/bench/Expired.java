package dev.smsverification.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A backlog of codes that have expired: nothing is sent, and each is reported. The first fifth is left out as warm-up. */
final class Expired implements Mode {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Override
    public List<Measurement> run(Stage stage, Settings settings) {
        int messages = Settings.number("messages", 500_000);
        String requests = stage.newTopic("requests");
        stage.publish(requests, 0, messages, Instant.now().minus(Duration.ofHours(1)));
        List<Measurement> all = new ArrayList<>();
        for (int round = 1; round <= settings.rounds(); round++) {
            Job job = Job.of(requests, stage);
            try (Program program = stage.start(Contender.WORKER, job, settings.maxInFlight())) {
                Point warm = Point.reached(messages / 5, stage, program, job, PATIENCE);
                Point end = Point.reached(messages, stage, program, job, PATIENCE);
                Map<String, Double> figures = new LinkedHashMap<>();
                figures.put("records/s", end.perSecondSince(warm));
                figures.put("CPU µs/record", end.cpuSince(warm));
                all.add(Report.tell(new Measurement("expired", Contender.WORKER, round, figures)));
            }
        }
        return all;
    }
}
