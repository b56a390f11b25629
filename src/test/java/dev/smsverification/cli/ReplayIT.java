package dev.smsverification.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.smsverification.testing.Broker;
import dev.smsverification.testing.Observed;
import dev.smsverification.testing.Observer;
import dev.smsverification.testing.Publisher;
import dev.smsverification.testing.Request;
import dev.smsverification.testing.WorkerEnvironment;
import dev.smsverification.testing.WorkerProcess;
import io.vertx.core.json.JsonObject;

/** The packaged command, ended in the middle by whatever ends processes. */
class ReplayIT {

    private static final int DEAD_LETTERS = 1_000;
    /** In bytes a second: more than half of the letters are written at once, as what a quota lets go in ten seconds. */
    private static final double SLOWLY = 15_000;

    @AutoClose
    private static final Broker BROKER = Broker.start();

    private final String deadLetters = "dead-letters-" + UUID.randomUUID();
    private final String requests = "requests-" + UUID.randomUUID();
    private final String statuses = "statuses-" + UUID.randomUUID();
    private final String slow = "slow-" + UUID.randomUUID();

    @BeforeEach
    void bury() {
        BROKER.createTopic(deadLetters, 6);
        BROKER.createTopic(requests, 6);
        BROKER.createTopic(statuses, 6);
        try (Publisher publisher = new Publisher(BROKER.bootstrapServers())) {
            List<Request> letters = IntStream.range(0, DEAD_LETTERS)
                    .mapToObj(number -> Request.to("+1202555%04d".formatted(number), "271828").id("event-" + number))
                    .toList();
            Map<String, String> headers = new LinkedHashMap<>(Map.of("dead-letter-reason", "request_rejected"));
            headers.put("dead-letter-error-code", "21617");
            publisher.publishAll(deadLetters, letters, headers);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"KILL", "INT", "TERM"})
    void publishesNothingTwiceWhenItIsEndedHalfWayAndStartedAgain(String signal) throws Exception {
        try (Observer observer = Observer.of(BROKER.bootstrapServers(), requests)) {
            limitWrites();
            Process first = replay(Map.of("KAFKA_CLIENT_ID", slow));
            observer.awaitUntil(seen -> seen.size() >= DEAD_LETTERS / 2);
            new ProcessBuilder("kill", "-" + signal, Long.toString(first.pid())).start().waitFor();
            String told = output(first);

            JsonObject report = new JsonObject(output(replay(Map.of())));

            observer.awaitUntil(seen -> seen.size() >= DEAD_LETTERS);
            assertThat(observer.next(Duration.ofSeconds(1))).isEmpty();
            assertThat(observer.seen()).extracting(Observed::key).hasSize(DEAD_LETTERS).doesNotHaveDuplicates();
            assertThat(report.getInteger("published") + report.getInteger("replayedBefore")).isEqualTo(DEAD_LETTERS);
            // Not INT, which is ignored by what a shell has started in the background.
            if (signal.equals("TERM")) {
                assertThat(new JsonObject(told).getMap()).containsEntry("interrupted", true)
                        .containsEntry("published", report.getInteger("replayedBefore"));
            }
        }
    }

    @Test
    void showsNothingSecret() throws Exception {
        String output = output(replay(Map.of(), "--dry-run"));

        assertThat(output).contains("+1********10", "event-0").doesNotContain("271828", "202555");
        assertThat(new JsonObject(output).getJsonArray("letters").getJsonObject(0).getInteger("errorCode"))
                .isEqualTo(21617);
    }

    @Test
    void tellsInJsonTooThatATopicIsMissing() throws Exception {
        String answer = output(replay(Map.of("SMS_TOPICS_DEAD_LETTER", "nowhere")));

        assertThat(new JsonObject(answer).getJsonArray("problems")).containsExactly("the topic nowhere is missing");
    }

    /** Those of the slow one, by a quota of Kafka's. */
    private void limitWrites() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", BROKER.bootstrapServers()))) {
            admin.alterClientQuotas(List.of(
                    new ClientQuotaAlteration(new ClientQuotaEntity(Map.of(ClientQuotaEntity.CLIENT_ID, slow)),
                            List.of(new ClientQuotaAlteration.Op("producer_byte_rate", SLOWLY)))))
                    .all().get();
        }
    }

    private Process replay(Map<String, String> more, String... options) throws IOException {
        ProcessBuilder command = WorkerEnvironment.cleared(new ProcessBuilder(WorkerProcess.java(), "-jar",
                System.getProperty("worker.jar"), "replay", "--json"));
        command.command().addAll(List.of(options));
        Map<String, String> environment = command.environment();
        environment.putAll(Map.of("KAFKA_BOOTSTRAP_SERVERS", BROKER.bootstrapServers(), "SMS_TOPICS_DEAD_LETTER",
                deadLetters, "SMS_TOPICS_REQUESTED", requests, "SMS_TOPICS_STATUS", statuses));
        environment.putAll(more);
        return command.redirectErrorStream(true).start();
    }

    private static String output(Process process) throws Exception {
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return output;
    }
}
