package dev.smsverification.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
        Map<String, String> machine = Machine.describe(settings, cores);
        Report earlier = Boolean.getBoolean("bench.append") ? Report.earlier(RESULTS, machine)
                : new Report(machine, List.of());
        List<Measurement> measurements = new ArrayList<>(earlier.measurements());
        try (Stage stage = new Stage(settings, cores)) {
            settings.modes().forEach(mode -> measurements.addAll(Mode.named(mode).run(stage, settings)));
        }
        Report report = new Report(earlier.machine(), measurements);
        System.out.println();
        System.out.print(report.table());
        report.write(RESULTS);
    }
}
