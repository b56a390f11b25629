package dev.smsverification.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a message costs a warm worker, however long the backlog is and however many workers share it. */
final class Scale implements Mode {

    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final int WARM_UP = 60_000;
    private static final int SHARED = 100_000;

    @Override
    public List<Measurement> run(Stage stage, Settings settings) {
        List<Measurement> all = new ArrayList<>();
        for (int round = 1; round <= settings.rounds(); round++) {
            Job job = Job.of(stage.newTopic("requests"), stage);
            try (Program worker = stage.start(Contender.WORKER, job, settings.maxInFlight())) {
                drain(stage, List.of(worker), job, 0, WARM_UP);
                int published = WARM_UP;
                for (int backlog : backlogs()) {
                    Map<String, Double> figures = drain(stage, List.of(worker), job, published, backlog);
                    published += backlog;
                    all.add(Report.tell(new Measurement("backlog %,d".formatted(backlog), Contender.WORKER, round,
                            figures)));
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
            drain(stage, programs, job, 0, WARM_UP * workers);
            return new Measurement(workers + (workers == 1 ? " worker" : " workers"), Contender.WORKER, round,
                    drain(stage, programs, job, WARM_UP * workers, SHARED));
        } finally {
            programs.forEach(Program::close);
        }
    }

    private static Map<String, Double> drain(Stage stage, List<Program> workers, Job job, int from, int messages) {
        Duration before = cpu(workers);
        long begin = System.nanoTime();
        stage.publish(job.requests(), from, messages, Instant.now().plus(Duration.ofHours(6)));
        Waiting.until(PATIENCE, () -> stage.count(job.status()) >= from + messages);
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("messages/s", messages * 1e9 / (System.nanoTime() - begin));
        figures.put("CPU µs/message", cpu(workers).minus(before).toNanos() / 1e3 / messages);
        return figures;
    }

    private static Duration cpu(List<Program> workers) {
        return Stream.concat(Stream.of(Duration.ZERO), workers.stream().map(Program::cpu)).reduce(Duration.ZERO,
                Duration::plus);
    }
}
