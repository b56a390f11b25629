package dev.smsverification.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

import org.apache.kafka.clients.producer.RecordMetadata;

import dev.smsverification.testing.Observer;
import dev.smsverification.testing.Publisher;
import dev.smsverification.testing.QuietLogging;

/**
 * Starts everything, plays the scenario and stays up until Ctrl-C, or, with the system property {@code demo.exit}, ends
 * after the scenario: with exit code 0 if every status was as expected, else with 1. If the worker dies, so does the demo.
 */
public final class Demo {

    private static final Path DIRECTORY = Path.of("target", "demo");
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Stage stage;
    private final Table table;
    private final Expectations expectations = new Expectations();

    private Demo(Stage stage) {
        this.stage = stage;
        this.table = new Table(stage.twilio());
    }

    public static void main(String[] arguments) {
        QuietLogging.apply();
        boolean good = false;
        try {
            good = play(Boolean.getBoolean("demo.exit"));
        } catch (RuntimeException | AssertionError | IOException e) {
            System.out.println(e.getMessage());
        }
        // Brokers have threads that would keep this process alive.
        System.exit(good ? 0 : 1);
    }

    private static boolean play(boolean exit) throws IOException {
        Files.createDirectories(DIRECTORY);
        System.out.println("Starting a Kafka broker, a stand-in for Twilio and the worker ...");
        Stage stage = Stage.start(DIRECTORY.resolve("worker.log"));
        // Ctrl-C and the end of the scenario come together here: the order of stopping is the same.
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(stage::close));
        return new Demo(stage).run(exit);
    }

    private boolean run(boolean exit) throws IOException {
        stage.worker().awaitReady();
        System.out.println(stage.description());
        try (Observer statuses = Observer.of(stage.bootstrapServers(), "sms.verification.status")) {
            publish(Scenario.steps(Instant.now()));
            table.printHead();
            Instant deadline = Instant.now().plus(PATIENCE);
            showWhile(statuses, () -> !expectations.complete() && Instant.now().isBefore(deadline));
            boolean asExpected = tellSurprises();
            if (!exit) {
                System.out.println(Commands.written(DIRECTORY, stage.bootstrapServers()));
                showWhile(statuses, () -> true);
            }
            return asExpected && stage.worker().isAlive();
        }
    }

    private void publish(List<Step> steps) {
        try (Publisher publisher = new Publisher(stage.bootstrapServers())) {
            for (Step step : steps) {
                RecordMetadata at = publisher.publish(Publisher.REQUESTS, step.key(), step.value(), Map.of());
                // Without an id of its own, an event is called after its place.
                String eventId = step.id().orElse(at.topic() + "-" + at.partition() + "-" + at.offset());
                table.name(eventId, step.name());
                expectations.expect(eventId, step);
            }
        }
    }

    private void showWhile(Observer statuses, BooleanSupplier wanted) {
        while (wanted.getAsBoolean() && stage.worker().isAlive()) {
            statuses.next(Duration.ofMillis(200)).forEach(status -> {
                table.print(status);
                expectations.note(status);
            });
        }
        if (!stage.worker().isAlive()) {
            System.out.printf("%nThe worker has died. It said last:%n%s%n", stage.worker().lastLines(20));
        }
    }

    private boolean tellSurprises() {
        List<String> surprises = expectations.surprises();
        System.out.println();
        System.out.println(surprises.isEmpty()
                ? "Every status is as expected."
                : "NOT AS EXPECTED\n" + String.join("\n", surprises));
        return surprises.isEmpty();
    }
}
