package dev.smsverification.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Backlogs of codes that have expired: nothing is sent, and each is reported. One is there before the worker comes, and its
 * first fifth is left out as warm-up; another comes when it is warm, and what counts is what is left when all of it is there.
 */
final class Expired implements Mode {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int WARM_UP = 400_000;

    @Override
    public List<Measurement> run(Stage stage, Settings settings) {
        int messages = Settings.number("messages", 50_000);
        Instant past = Instant.now().minus(Duration.ofHours(1));
        List<Measurement> all = new ArrayList<>();
        for (int round = 1; round <= settings.rounds(); round++) {
            Job job = Job.of(stage.newTopic("requests"), stage);
            stage.publish(job.requests(), 0, messages, past);
            try (Program program = stage.start(Contender.WORKER, job, settings.maxInFlight())) {
                Point begin = Point.reached(messages / 5, stage, program, job, PATIENCE);
                Point end = Point.reached(messages, stage, program, job, PATIENCE);
                all.add(measurement("expired, cold start", round, begin, end));

                int before = messages + WARM_UP;
                stage.publish(job.requests(), messages, WARM_UP, past);
                Point.reached(before, stage, program, job, PATIENCE);
                stage.publish(job.requests(), before, messages, past);
                begin = Point.now(stage, program, job);
                end = Point.reached(before + messages, stage, program, job, PATIENCE);
                all.add(measurement("expired, warm", round, begin, end));
            }
        }
        return all;
    }

    private static Measurement measurement(String mode, int round, Point begin, Point end) {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("records/s", end.perSecondSince(begin));
        figures.put("CPU µs/record", end.cpuSince(begin));
        return Report.tell(new Measurement(mode, Contender.WORKER, round, figures));
    }
}
