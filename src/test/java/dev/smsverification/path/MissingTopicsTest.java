package dev.smsverification.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import dev.smsverification.event.Status;
import dev.smsverification.testing.Request;
import dev.smsverification.testing.Scrape;
import dev.smsverification.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@WithTestResource(Surroundings.class)
@WithTestResource(LateTopics.class)
class MissingTopicsTest extends PathScenario {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> TOPICS = Stream
            .of("requested", "status", "dead-letter", "retry-5s", "retry-30s", "retry-120s")
            .map(name -> LateTopics.PREFIX + "." + name).toList();

    @TestHTTPResource(management = true)
    URI worker;

    MissingTopicsTest() {
        super(LateTopics.PREFIX);
    }

    @Test
    void workerIsNotReadyAndSaysWhichUntilTheyAreThere() {
        await().atMost(PATIENCE).until(() -> Health.ready(worker).body().contains("is missing"));
        assertThat(Health.ready(worker)).matches(Health::isDown).extracting(Health::body).asString().contains(TOPICS);
        assertThat(Health.ready(worker).body()).contains("\"kafka\"", "\"account\"", "\"group\"", "\"ledger\"",
                "\"files\"");
        assertThat(Health.live(worker).isUp()).isTrue();
        assertThat(Health.started(worker)).matches(Health::isUp).extracting(Health::body).asString()
                .contains("\"start\"");
        Scrape meanwhile = Scrape.of(worker.resolve("/q/metrics"));
        assertThat(meanwhile.names()).contains("sms_ready").doesNotContain("sms_consumer_lag");
        assertThat(meanwhile.sum("sms_ready")).isZero();

        TOPICS.forEach(topic -> broker.createTopic(topic, 2));

        await().atMost(PATIENCE).until(() -> Health.ready(worker).isUp());
        assertThat(Scrape.of(worker.resolve("/q/metrics")).sum("sms_ready")).isEqualTo(1);
        Request request = Request.to("+12025550140", "Zq103993");
        wire.publish(1, null, request.bytes(), Map.of());
        assertThat(wire.status(request.id(), Status.SENT).partition()).isEqualTo(1);
    }
}
