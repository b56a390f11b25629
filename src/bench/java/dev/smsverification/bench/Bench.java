package dev.smsverification.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.smsverification.testing.QuietLogging;

/** Runs the modes that were asked for, one after the other, and reports. */
final class Bench {

    private static final Path RESULTS = Path.of("target", "bench");

    private Bench() {}

    public static void main(String[] arguments) {
        QuietLogging.apply();
        Settings settings = Settings.read();
        Cores cores = Cores.ofThisMachine();
        cores.moveThisProcess();
        List<Measurement> measurements = new ArrayList<>();
        try (Stage stage = new Stage(settings, cores)) {
            settings.modes().forEach(mode -> measurements.addAll(Mode.named(mode).run(stage, settings)));
        }
        Report report = new Report(Machine.describe(settings, cores), measurements);
        Report all = Boolean.getBoolean("bench.append") ? report.after(RESULTS) : report;
        System.out.println();
        System.out.print(all.table());
        all.write(RESULTS);
    }
}
