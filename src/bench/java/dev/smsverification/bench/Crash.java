package dev.smsverification.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.vertx.core.json.JsonObject;

/** SIGKILL in the middle of a backlog, three times: what is lost, and what is sent twice? */
final class Crash implements Mode {

    private static final int KILLS = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration QUIET = Duration.ofSeconds(15);

    @Override
    public List<Measurement> run(Stage stage, Settings settings) {
        int messages = Settings.number("messages", 150_000);
        String requests = stage.newTopic("requests");
        stage.publish(requests, 0, messages, Instant.now().plus(Duration.ofHours(6)));
        return settings.inTurns((contender, round) -> {
            crash(stage, settings, contender, Job.of(requests, stage), new Random(round), messages);
            return Report.tell(new Measurement("crash", contender, round, figures(stage.reset(), messages)));
        });
    }

    private static void crash(Stage stage, Settings settings, Contender contender, Job job, Random random, int messages) {
        stage.reset();
        for (int kill = 1; kill <= KILLS; kill++) {
            // Somewhere in its part of the backlog, the same for all contenders.
            int at = messages * kill / (KILLS + 1) + random.nextInt(messages / 10);
            try (Program program = start(stage, contender, job, settings)) {
                program.await(PATIENCE, () -> recipients(stage) >= at);
                program.kill();
            }
        }
        try (Program last = start(stage, contender, job, settings)) {
            awaitEnd(stage, last, messages);
        }
    }

    /** With a name that stays, or the next one would have to wait until the broker misses the one before. */
    private static Program start(Stage stage, Contender contender, Job job, Settings settings) {
        return stage.start(contender, job, settings.maxInFlight(), settings.jvm(),
                Map.of("KAFKA_GROUP_INSTANCE_ID", "bench"));
    }

    /** Nothing has come for a while, since the last one has begun to send; before, it was only not there yet. */
    private static void awaitEnd(Stage stage, Program last, int messages) {
        int before = posts(stage);
        last.await(PATIENCE, () -> posts(stage) > before || recipients(stage) >= messages);
        last.await(PATIENCE, () -> isQuiet(stage));
    }

    private static boolean isQuiet(Stage stage) {
        int before = posts(stage);
        Waiting.pass(QUIET);
        return posts(stage) == before;
    }

    private static int posts(Stage stage) {
        return stage.seen().getInteger("posts");
    }

    private static int recipients(Stage stage) {
        return stage.seen().getInteger("recipients");
    }

    private static Map<String, Double> figures(JsonObject seen, int messages) {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("lost", (double) messages - seen.getInteger("recipients"));
        figures.put("sent twice per kill", (seen.getDouble("posts") - seen.getDouble("recipients")) / KILLS);
        return figures;
    }
}
