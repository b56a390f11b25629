package dev.smsverification.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.smsverification.testing.Observer;
import dev.smsverification.testing.Publisher;
import dev.smsverification.testing.QuietLogging;
import dev.smsverification.testing.Request;
import dev.smsverification.testing.WorkerProcess;

/**
 * Plays the scenario, and some traffic, to a worker that writes down what it has loaded: {@code app.aot} beside its jar, from
 * which a later start of the very same jars by the very same JVM is much quicker. Exit code 0 only if all went as it should.
 */
public final class Training {

    /** Enough for all of the path of a record to be loaded and linked. */
    private static final int MESSAGES = 2_000;

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private Training() {}

    public static void main(String[] arguments) throws IOException {
        QuietLogging.apply();
        Path cache = Path.of(System.getProperty("worker.jar")).resolveSibling("app.aot");
        Files.deleteIfExists(cache);
        // With the options of the image: objects are stored as its collector likes them. And without profiles: with them the
        // JIT compiler takes longer to make fast code, see the README of src/bench.
        List<String> java = List.of(WorkerProcess.java(), "@src/main/docker/jvm.options",
                "-XX:+UnlockDiagnosticVMOptions", "-XX:-AOTRecordTraining", "-XX:AOTCacheOutput=" + cache);
        Path log = Files.createTempFile("training-", ".log");
        try (Stage stage = Stage.start(log, java)) {
            play(stage);
            stage.worker().terminate();
            // The JVM assembles the cache before it ends.
            stage.worker().awaitExit(PATIENCE);
        }
        if (!Files.exists(cache)) {
            System.out.println(Files.readString(log));
        }
        System.exit(Files.exists(cache) ? 0 : 1);
    }

    private static void play(Stage stage) {
        stage.worker().awaitReady();
        try (Observer statuses = Observer.of(stage.bootstrapServers(), "sms.verification.status");
                Publisher publisher = new Publisher(stage.bootstrapServers())) {
            List<Step> steps = Scenario.steps(Instant.now());
            steps.forEach(step -> publisher.publish(Publisher.REQUESTS, step.key(), step.value(), Map.of()));
            for (int number = 0; number < MESSAGES; number++) {
                publisher.publish(Request.to("+1202555%04d".formatted(2_000 + number), "012345"));
            }
            int expected = MESSAGES + steps.stream().mapToInt(step -> step.expected().size()).sum();
            statuses.await(expected, _ -> true);
        }
    }
}
