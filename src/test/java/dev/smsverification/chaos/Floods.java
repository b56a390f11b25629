package dev.smsverification.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.smsverification.guarantee.Draft;
import dev.smsverification.guarantee.Evidence;
import dev.smsverification.guarantee.Reported;
import dev.smsverification.testing.Request;
import dev.smsverification.testing.WorkerProcess;

/** Backlogs that are nothing but trouble: garbage, codes long expired, and a phone that asks again and again. */
record Floods() implements Mode {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final List<String> ON_ONE_CORE = Stream
            .concat(Stream.of("taskset", "-c", "0"), WorkerProcess.javaAsShipped().stream()).toList();

    @Override
    public boolean run() {
        Setup setup = Setup.of(1, 1, Answering.accepting(), Duration.ofMillis(20));
        boolean poison = flood("10,000 malformed among 10,000 good", setup, 20_000,
                i -> i % 2 == 0 ? good(i) : Draft.unreadable("", ("{\"phone\":" + i).getBytes()),
                evidence -> count(evidence, "SENT") == 10_000 && count(evidence, "FAILED") == 10_000);
        boolean expired = flood("50,000 older than their life, on one core", setup.runBy(ON_ONE_CORE), 50_000,
                i -> Draft.of(request(i).with("requestedAt", Instant.now().minus(Duration.ofHours(1)).toString())),
                evidence -> count(evidence, "EXPIRED") == 50_000 && evidence.posted().isEmpty());
        boolean onePhone = flood("one phone 5,000 times", setup, 5_000,
                i -> Draft.of(request(i).with("phone", Traffic.phone(0))),
                evidence -> count(evidence, "SENT") + count(evidence, "SUPERSEDED") == 5_000 && isLastSent(evidence));
        byte[] large = "x".repeat(900_000).getBytes();
        boolean inflated = flood("500 of 900 kB, compressed, in 384 MiB", setup.runBy(WorkerProcess.javaAsShipped()),
                500,
                _ -> Draft.unreadable("", large), evidence -> count(evidence, "FAILED") == 500);
        return poison && expired && onePhone && inflated;
    }

    private static boolean flood(String title, Setup setup, int size, IntFunction<Draft> drafts,
            Predicate<Evidence> expected) {
        try (Stage stage = Stage.of(setup)) {
            for (int i = 0; i < size; i++) {
                stage.scenario().publish(drafts.apply(i));
            }
            stage.scenario().flush();
            stage.crew().start();
            boolean ended = stage.scenario().awaitEnd(PATIENCE);
            Duration cpu = stage.crew().worker(0).cpu();
            Evidence evidence = stage.rest();
            boolean good = ended && expected.test(evidence);
            System.out.printf("%n== %s: %s%n  %s%n  CPU of the worker, start included: %d ms%n", title,
                    good ? "as expected" : "NOT AS EXPECTED", pace(evidence), cpu.toMillis());
            return Report.printVerdicts(evidence) && good;
        }
    }

    /** From the first to the last status record: the start of the worker does not count. */
    private static String pace(Evidence evidence) {
        Instant first = evidence.reported().stream().map(Reported::at).min(Instant::compareTo).orElse(Instant.EPOCH);
        Instant last = evidence.reported().stream().map(Reported::at).max(Instant::compareTo).orElse(Instant.EPOCH);
        long millis = Math.max(1, Duration.between(first, last).toMillis());
        return "%d status records in %d ms, %d a second; %d requests to Twilio".formatted(evidence.reported().size(),
                millis, evidence.reported().size() * 1_000L / millis, evidence.posted().size());
    }

    private static boolean isLastSent(Evidence evidence) {
        return evidence.recordsOf("event-4999").stream()
                .anyMatch(request -> evidence.acceptsOf(request).findAny().isPresent());
    }

    private static long count(Evidence evidence, String status) {
        return evidence.reported().stream().filter(report -> report.status().equals(status)).count();
    }

    private static Draft good(int index) {
        return Draft.of(request(index));
    }

    private static Request request(int index) {
        return Request.to(Traffic.phone(index), Traffic.code(index)).id("event-" + index);
    }
}
