package dev.smsverification.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

import dev.smsverification.guarantee.Evidence;

/**
 * Three workers of one group under 500 requests a second, against three brokers and a faulty Twilio, while workers are
 * killed and stopped and brokers stop in turn.
 */
record ChaosRun(long seed, Duration length) implements Mode {

    private static final int SIZE = 3;
    private static final int PER_SECOND = 500;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
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
            load(stage, begin);
            CompletableFuture.allOf(workers, brokers).join();
            boolean ended = stage.scenario().awaitEnd(PATIENCE);
            System.out.printf("Load over; drained: %s after %d s%n", ended,
                    Duration.between(begin, Instant.now()).toSeconds());
            pause(AFTERMATH);
            Evidence evidence = stage.rest();
            System.out.println("Everything about every event: " + Dump.write(evidence, stage.directory()));
            return new Report(evidence, stage.journal().incidents()).print(List.of(
                    "seed %d, %d s".formatted(seed, length.toSeconds()),
                    "asked Twilio %d times whether it has a message".formatted(stage.twilio().questions())));
        }
    }

    private void load(Stage stage, Instant begin) {
        Traffic traffic = new Traffic(seed);
        long total = length.toSeconds() * PER_SECOND;
        for (long i = 0; i < total; i++) {
            sleepUntil(begin.plusNanos(i * 1_000_000_000L / PER_SECOND));
            stage.scenario().publish(traffic.next(Instant.now()));
        }
    }

    /** On a slow machine a move may come later than planned, but not when there is no load any more. */
    private void make(Move move, Instant begin, Stage stage) {
        sleepUntil(begin.plus(move.at()));
        if (move.kind() != Move.Kind.STOP_BROKER) {
            stage.crew().worker(move.index()).awaitReady();
        }
        if (Instant.now().isAfter(begin.plus(length))) {
            System.out.printf("  too late for %s%n", move);
            return;
        }
        switch (move.kind()) {
            case KILL -> {
                stage.crew().kill(move.index());
                pause(move.down());
                stage.crew().restart(move.index());
            }
            case TERMINATE -> {
                stage.crew().terminate(move.index());
                pause(move.down());
                stage.crew().restart(move.index());
            }
            case STOP_BROKER -> {
                stage.stopBroker(move.index());
                pause(move.down());
                stage.startBroker(move.index());
            }
        }
    }

    private static CompletableFuture<Void> inBackground(Runnable work) {
        return CompletableFuture.runAsync(work, Thread::startVirtualThread);
    }

    private static void pause(Duration length) {
        sleepUntil(Instant.now().plus(length));
    }

    private static void sleepUntil(Instant then) {
        for (Duration left = Duration.between(Instant.now(), then); left.isPositive(); left = Duration
                .between(Instant.now(), then)) {
            LockSupport.parkNanos(left.toNanos());
        }
    }
}
