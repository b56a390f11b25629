package dev.smsverification.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a message costs a warm worker, however long the backlog is and however many workers share it. It is warm when the JIT
 * compiler has little left to do, or each backlog would be cheaper than the one before whatever its length.
 */
final class Scale implements Mode {

    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final int WARM_UP = 600_000;
    /** CPU time is told in hundredths of a second: shorter backlogs are drained again and again. */
    private static final int LEAST = 20_000;
    private static final int SHARED = 100_000;
    private static final int SHARED_WARM_UP = 60_000;

    @Override
    public List<Measurement> run(Stage stage, Settings settings) {
        List<Measurement> all = new ArrayList<>();
        for (int round = 1; round <= settings.rounds(); round++) {
            Job job = Job.of(stage.newTopic("requests"), stage);
            try (Program worker = stage.start(Contender.WORKER, job, settings.maxInFlight())) {
                drain(stage, List.of(worker), job, 0, WARM_UP);
                int published = WARM_UP;
                for (int backlog : backlogs()) {
                    List<Drained> drained = new ArrayList<>();
                    for (int left = Math.max(backlog, LEAST); left > 0; left -= backlog) {
                        drained.add(drain(stage, List.of(worker), job, published, backlog));
                        published += backlog;
                    }
                    all.add(Report.tell(new Measurement("backlog %,d".formatted(backlog), Contender.WORKER, round,
                            Drained.figures(drained))));
                }
            }
            for (int workers = 1; workers <= Settings.number("workers", 3); workers++) {
                all.add(Report.tell(shared(stage, settings, workers, round)));
            }
        }
        return all;
    }

    private static int[] backlogs() {
        return Settings.words("backlogs", "2000,20000,200000,1000000").stream().mapToInt(Integer::parseInt).toArray();
    }

    /** All workers are on the same core: it is their sum that counts. */
    private static Measurement shared(Stage stage, Settings settings, int workers, int round) {
        Job job = Job.of(stage.newTopic("requests"), stage);
        List<Program> programs = IntStream.range(0, workers)
                .mapToObj(_ -> stage.start(Contender.WORKER, job, settings.maxInFlight())).toList();
        try {
            drain(stage, programs, job, 0, SHARED_WARM_UP * workers);
            return new Measurement(workers + (workers == 1 ? " worker" : " workers"), Contender.WORKER, round,
                    Drained.figures(List.of(drain(stage, programs, job, SHARED_WARM_UP * workers, SHARED))));
        } finally {
            programs.forEach(Program::close);
        }
    }

    /** A backlog that has been drained, and what it took. */
    private record Drained(int messages, Duration time, Duration cpu) {

        /** Of all together. */
        static Map<String, Double> figures(List<Drained> all) {
            int messages = all.stream().mapToInt(Drained::messages).sum();
            Map<String, Double> figures = new LinkedHashMap<>();
            figures.put("messages/s", messages * 1e9 / all.stream().mapToLong(it -> it.time.toNanos()).sum());
            figures.put("CPU µs/message", all.stream().mapToLong(it -> it.cpu.toNanos()).sum() / 1e3 / messages);
            return figures;
        }
    }

    private static Drained drain(Stage stage, List<Program> workers, Job job, int from, int messages) {
        Duration before = cpu(workers);
        long begin = System.nanoTime();
        stage.publish(job.requests(), from, messages, Instant.now().plus(Duration.ofHours(6)));
        Waiting.until(PATIENCE, () -> {
            workers.forEach(Program::requireAlive);
            return stage.count(job.status()) >= from + messages;
        });
        return new Drained(messages, Duration.ofNanos(System.nanoTime() - begin), cpu(workers).minus(before));
    }

    private static Duration cpu(List<Program> workers) {
        return Stream.concat(Stream.of(Duration.ZERO), workers.stream().map(Program::cpu)).reduce(Duration.ZERO,
                Duration::plus);
    }
}
