package dev.smsverification.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Memory at several numbers of requests in flight. Twilio is slow enough for the slots to be in use all the time. */
final class Memory implements Mode {

    private static final Duration SLOW = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int TURNS = 10;

    @Override
    public List<Measurement> run(Stage stage, Settings settings) {
        stage.answerAfter(SLOW);
        List<Measurement> all = IntStream.of(64, 1_024, 4_096)
                .mapToObj(inFlight -> settings.inTurns(
                        (contender, round) -> Report.tell(measure(stage, contender, round, inFlight))))
                .flatMap(List::stream).toList();
        stage.answerAfter(Duration.ofMillis(settings.latencyMillis()));
        return all;
    }

    private static Measurement measure(Stage stage, Contender contender, int round, int inFlight) {
        String requests = stage.newTopic("requests");
        int messages = inFlight * TURNS;
        stage.publish(requests, 0, messages, Instant.now().plus(Duration.ofHours(6)));
        Job job = Job.of(requests, stage);
        try (Program program = stage.start(contender, job, inFlight)) {
            Point.reached(messages - inFlight, stage, program, job, PATIENCE);
            Map<String, Double> figures = new LinkedHashMap<>();
            figures.put("RSS MiB", program.memory("VmRSS"));
            figures.put("RSS at most MiB", program.memory("VmHWM"));
            figures.put("live heap MiB", program.liveHeap());
            return new Measurement("%,d in flight".formatted(inFlight), contender, round, figures);
        }
    }
}
