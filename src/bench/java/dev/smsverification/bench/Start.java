package dev.smsverification.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** From the start of the process to the arrival of its first POST, with one event waiting. */
final class Start implements Mode {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Override
    public List<Measurement> run(Stage stage, Settings settings) {
        List<Measurement> all = new ArrayList<>();
        for (int round = 1; round <= settings.rounds(); round++) {
            for (Contender contender : settings.contenders()) {
                all.add(measure("start", stage, contender, round, settings, settings.jvm()));
            }
            Path cache = Path.of(System.getProperty("worker.jar")).resolveSibling("app.aot");
            if (Files.exists(cache)) {
                List<String> jvm = new ArrayList<>(settings.jvm());
                jvm.add("-XX:AOTCache=" + cache);
                all.add(measure("start, AOT cache", stage, Contender.WORKER, round, settings, jvm));
            }
        }
        return all;
    }

    private static Measurement measure(String series, Stage stage, Contender contender, int round, Settings settings,
            List<String> jvm) {
        String requests = stage.newTopic("requests");
        stage.publish(requests, 0, 1, Instant.now().plus(Duration.ofHours(1)));
        Job job = Job.of(requests, stage);
        stage.reset();
        long begin = StandIn.micros();
        try (Program _ = stage.start(contender, job, settings.maxInFlight(), jvm, Map.of())) {
            Waiting.until(PATIENCE, () -> stage.seen().getInteger("posts") > 0);
            double seconds = (stage.seen().getLong("firstPost") - begin) / 1e6;
            return Report.tell(new Measurement(series, contender, round, Map.of("start → first POST s", seconds)));
        }
    }
}
