package dev.smsverification.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.smsverification.testing.QuietLogging;

/** Runs the modes that were asked for, one after the other, and reports. */
final class Bench {

    private static final Path RESULTS = Path.of("target", "bench");
    private static final int WARM_UP = 50_000;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private Bench() {}

    public static void main(String[] arguments) {
        QuietLogging.apply();
        Settings settings = Settings.read();
        Cores cores = Cores.ofThisMachine();
        cores.moveThisProcess();
        List<Measurement> measurements = new ArrayList<>();
        try (Stage stage = new Stage(settings, cores)) {
            warmUp(stage, settings);
            settings.modes().forEach(mode -> measurements.addAll(Mode.named(mode).run(stage, settings)));
        }
        Report report = new Report(Machine.describe(settings, cores), measurements);
        Report all = Boolean.getBoolean("bench.append") ? report.after(RESULTS) : report;
        System.out.println();
        System.out.print(all.table());
        all.write(RESULTS);
    }

    /** Broker and stand-in first serve a drain that does not count: whoever came first would wait for what their JVMs compile. */
    private static void warmUp(Stage stage, Settings settings) {
        Job job = Job.of(stage.newTopic("requests"), stage);
        stage.publish(job.requests(), 0, WARM_UP, Instant.now().plus(Duration.ofHours(1)));
        try (Program program = stage.start(Contender.LOOP, job, settings.maxInFlight())) {
            Point.reached(WARM_UP, stage, program, job, PATIENCE);
        }
        stage.reset();
    }
}
