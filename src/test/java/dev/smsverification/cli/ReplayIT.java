package dev.smsverification.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
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

    private Broker broker;

    @BeforeEach
    void bury() {
        broker = Broker.start();
        broker.createTopic("sms.verification.dead-letter", 6);
        broker.createTopic(Publisher.REQUESTS, 6);
        try (Publisher publisher = new Publisher(broker.bootstrapServers())) {
            IntStream.range(0, DEAD_LETTERS).parallel().forEach(number -> {
                Request request = Request.to("+12025550110", "271828").id("event-" + number);
                publisher.publish("sms.verification.dead-letter", request.id(), request.bytes(),
                        Map.of("dead-letter-reason", "request_rejected"));
            });
        }
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"KILL", "INT", "TERM"})
    void publishesNothingTwiceWhenItIsEndedAndStartedAgain(String signal) throws Exception {
        try (Observer requests = Observer.of(broker.bootstrapServers(), Publisher.REQUESTS)) {
            Process first = replay();
            requests.awaitUntil(seen -> seen.size() >= DEAD_LETTERS / 10);
            new ProcessBuilder("kill", "-" + signal, Long.toString(first.pid())).start().waitFor();
            first.waitFor();

            JsonObject report = new JsonObject(output(replay()));

            requests.awaitUntil(seen -> seen.size() >= DEAD_LETTERS);
            assertThat(requests.next(Duration.ofSeconds(1))).isEmpty();
            assertThat(requests.seen()).extracting(Observed::key).hasSize(DEAD_LETTERS).doesNotHaveDuplicates();
            assertThat(report.getInteger("published") + report.getInteger("replayedBefore")).isEqualTo(DEAD_LETTERS);
        }
    }

    @Test
    void showsNothingSecret() throws Exception {
        assertThat(output(replay("--dry-run"))).contains("+1********10", "event-0").doesNotContain("271828",
                "2025550110");
    }

    private Process replay(String... options) throws IOException {
        ProcessBuilder command = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar", System.getProperty("worker.jar"), "replay", "--json");
        command.command().addAll(List.of(options));
        command.environment().keySet().removeIf(name -> name.matches("(TWILIO|SMS|KAFKA)_.*"));
        command.environment().put("KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers());
        return command.redirectErrorStream(true).start();
    }

    private static String output(Process process) throws Exception {
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return output;
    }
}
