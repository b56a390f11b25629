package dev.smsverification.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
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
import io.vertx.core.json.JsonObject;

/** The packaged command, ended in the middle by whatever ends processes. */
class ReplayIT {

    private static final int DEAD_LETTERS = 1_000;
    /** In bytes a second: half of the dead letters are written at once, as what a quota lets go in ten seconds, and then it takes seconds. */
    private static final double SLOWLY = 15_000;
    private static final double AT_ONCE = Integer.MAX_VALUE;
    private static final ClientQuotaEntity ANY_CLIENT = new ClientQuotaEntity(
            Collections.singletonMap(ClientQuotaEntity.CLIENT_ID, null));

    @AutoClose
    private static final Broker BROKER = Broker.start();

    private final String deadLetters = "dead-letters-" + UUID.randomUUID();
    private final String requests = "requests-" + UUID.randomUUID();

    @BeforeEach
    void bury() {
        BROKER.createTopic(deadLetters, 6);
        BROKER.createTopic(requests, 6);
        try (Publisher publisher = new Publisher(BROKER.bootstrapServers())) {
            List<Request> letters = IntStream.range(0, DEAD_LETTERS)
                    .mapToObj(number -> Request.to("+12025550110", "271828").id("event-" + number)).toList();
            publisher.publishAll(deadLetters, letters, Map.of("dead-letter-reason", "request_rejected"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"KILL", "INT", "TERM"})
    void publishesNothingTwiceWhenItIsEndedHalfWayAndStartedAgain(String signal) throws Exception {
        try (Observer observer = Observer.of(BROKER.bootstrapServers(), requests)) {
            limitWrites(SLOWLY);
            Process first = replay();
            observer.awaitUntil(seen -> seen.size() >= DEAD_LETTERS / 2);
            new ProcessBuilder("kill", "-" + signal, Long.toString(first.pid())).start().waitFor();
            first.waitFor();
            limitWrites(AT_ONCE);

            JsonObject report = new JsonObject(output(replay()));

            assertThat(report.getInteger("replayedBefore")).isBetween(DEAD_LETTERS / 2, DEAD_LETTERS - 1);
            observer.awaitUntil(seen -> seen.size() >= DEAD_LETTERS);
            assertThat(observer.next(Duration.ofSeconds(1))).isEmpty();
            assertThat(observer.seen()).extracting(Observed::key).hasSize(DEAD_LETTERS).doesNotHaveDuplicates();
            assertThat(report.getInteger("published") + report.getInteger("replayedBefore")).isEqualTo(DEAD_LETTERS);
        }
    }

    @Test
    void showsNothingSecret() throws Exception {
        assertThat(output(replay("--dry-run"))).contains("+1********10", "event-0").doesNotContain("271828",
                "2025550110");
    }

    /** By a quota of Kafka's. */
    private static void limitWrites(double bytesPerSecond) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", BROKER.bootstrapServers()))) {
            admin.alterClientQuotas(List.of(new ClientQuotaAlteration(ANY_CLIENT,
                    List.of(new ClientQuotaAlteration.Op("producer_byte_rate", bytesPerSecond))))).all().get();
        }
    }

    private Process replay(String... options) throws IOException {
        ProcessBuilder command = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar", System.getProperty("worker.jar"), "replay", "--json");
        command.command().addAll(List.of(options));
        command.environment().keySet().removeIf(name -> name.matches("(TWILIO|SMS|KAFKA)_.*"));
        command.environment()
                .putAll(Map.of("KAFKA_BOOTSTRAP_SERVERS", BROKER.bootstrapServers(), "SMS_TOPICS_DEAD_LETTER",
                        deadLetters, "SMS_TOPICS_REQUESTED", requests));
        return command.redirectErrorStream(true).start();
    }

    private static String output(Process process) throws Exception {
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return output;
    }
}
