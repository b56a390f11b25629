package dev.smsverification.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

import org.awaitility.Awaitility;

import dev.smsverification.guarantee.Evidence;

/** One worker with a long backlog, as much in flight as it may, that is killed three times on its way. */
record Backlog(long seed) implements Mode {

    private static final int RECORDS = 150_000;
    private static final int KILLS = 3;
    /** What a kill may bring about is less. */
    private static final int DUPLICATES = 300;
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    @Override
    public boolean run() {
        Setup setup = Setup.of(1, 1, Answering.accepting(), Duration.ofMillis(100));
        try (Stage stage = Stage.of(setup)) {
            stage.publishBacklog(RECORDS);
            System.out.printf("%d records published, seed %d%n", RECORDS, seed);
            stage.crew().start();
            Instant begin = Instant.now();
            new Random(seed).ints(KILLS, RECORDS / 20, RECORDS * 17 / 20).sorted().forEach(sent -> {
                Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10))
                        .until(() -> stage.twilio().accepted() >= sent);
                stage.crew().kill(0);
                stage.crew().restart(0);
            });
            boolean ended = stage.scenario().awaitEnd(PATIENCE);
            Duration took = Duration.between(begin, Instant.now());
            Evidence evidence = stage.rest();
            List<Incident> incidents = stage.journal().incidents();
            boolean kept = new Report(evidence, incidents, stage.twilio().questions())
                    .print(List.of("backlog, seed " + seed,
                            "drained: %s in %d s".formatted(ended, took.toSeconds())));
            List<Duplicate> duplicates = new Attribution(evidence, incidents, stage.twilio().questions()).duplicates();
            boolean few = incidents.stream().filter(it -> it.kind() == Incident.Kind.KILLED)
                    .allMatch(kill -> kill.open() > 0
                            && duplicates.stream().filter(it -> it.wasCausedBy(kill)).count() < DUPLICATES);
            System.out.printf("every kill with requests open, and under %d duplicates for each: %s%n", DUPLICATES, few);
            return kept && ended && few;
        }
    }
}
