package dev.smsverification.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.smsverification.guarantee.Evidence;

/**
 * Three workers of one group under 500 requests a second, against three brokers and a faulty Twilio, while workers are
 * killed and stopped and brokers stop in turn.
 */
record ChaosRun(long seed, Duration length) implements Mode {

    private static final int SIZE = 3;
    private static final int PER_SECOND = 500;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    /** How long a worker may take from being ready to its first request. */
    private static final Duration JOINING = Duration.ofSeconds(20);
    /** Longer than any retry waits: what comes twice has come by then. */
    private static final Duration AFTERMATH = Duration.ofSeconds(8);

    @Override
    public boolean run() {
        Setup setup = Setup.of(SIZE, SIZE, Answering.faulty(seed), Duration.ofMillis(100));
        try (Stage stage = Stage.of(setup)) {
            stage.crew().start();
            System.out.printf("%d requests a second for %d s, seed %d%n", PER_SECOND, length.toSeconds(), seed);
            Schedule schedule = Schedule.of(seed, length, SIZE);
            Instant begin = Instant.now();
            CompletableFuture<Void> workers = inBackground(
                    () -> schedule.workers().forEach(move -> make(move, begin, stage)));
            CompletableFuture<Void> brokers = inBackground(
                    () -> schedule.brokers().forEach(move -> make(move, begin, stage)));
            load(stage);
            CompletableFuture.allOf(workers, brokers).join();
            boolean ended = stage.scenario().awaitEnd(PATIENCE);
            System.out.printf("Load over; drained: %s after %d s%n", ended,
                    Duration.between(begin, Instant.now()).toSeconds());
            Pause.of(AFTERMATH);
            Evidence evidence = stage.rest();
            System.out.println("Everything about every event: " + Dump.write(evidence, stage.directory()));
            List<Incident> incidents = stage.journal().incidents();
            List<Question> questions = stage.twilio().questions();
            List<String> missing = new Pressure(evidence, incidents, questions).missing();
            missing.forEach(it -> System.out.println("THIS RUN DOES NOT COUNT: " + it));
            boolean kept = new Report(evidence, incidents, questions)
                    .print(List.of("seed %d, %d s".formatted(seed, length.toSeconds())));
            return kept && ended && missing.isEmpty();
        }
    }

    private void load(Stage stage) {
        Traffic traffic = new Traffic(seed);
        Pause.evenly(PER_SECOND, length.toSeconds() * PER_SECOND,
                () -> stage.scenario().publish(traffic.next(Instant.now())));
    }

    /** On a slow machine a move may come later than planned, but not when there is no load any more. */
    private void make(Move move, Instant begin, Stage stage) {
        Pause.until(begin.plus(move.at()));
        Instant end = begin.plus(length);
        if (move.kind() != Move.Kind.STOP_BROKER && Instant.now().isBefore(end)) {
            stage.crew().worker(move.index()).awaitReady();
            awaitWork(Crew.name(move.index()), stage);
        }
        if (Instant.now().isAfter(end)) {
            System.out.printf("  too late for %s%n", move);
            return;
        }
        switch (move.kind()) {
            case KILL -> {
                stage.crew().kill(move.index());
                Pause.of(move.down());
                stage.crew().restart(move.index());
            }
            case TERMINATE -> {
                stage.crew().terminate(move.index());
                Pause.of(move.down());
                stage.crew().restart(move.index());
            }
            case STOP_BROKER -> {
                stage.stopBroker(move.index());
                Pause.of(move.down());
                stage.startBroker(move.index());
            }
        }
    }

    /** A worker without work would have nothing to lose. */
    private static void awaitWork(String worker, Stage stage) {
        Instant enough = Instant.now().plus(JOINING);
        while (stage.twilio().open(worker) == 0 && Instant.now().isBefore(enough)) {
            Pause.of(Duration.ofMillis(20));
        }
    }

    private static CompletableFuture<Void> inBackground(Runnable work) {
        return CompletableFuture.runAsync(work, Thread::startVirtualThread);
    }
}
