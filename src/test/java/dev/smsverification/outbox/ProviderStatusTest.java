package dev.smsverification.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

import dev.smsverification.delivery.Disposition;
import dev.smsverification.delivery.Outcome;
import dev.smsverification.delivery.Result;
import dev.smsverification.event.Received;
import io.vertx.core.json.JsonObject;

class ProviderStatusTest {

    private static final Instant NOW = Instant.parse("2026-04-01T12:00:00Z");

    @Test
    void isSaidInTheProvidersWords() {
        assertThat(statusOf(Optional.of("queued")).getString("providerStatus")).isEqualTo("queued");
    }

    @Test
    void isLeftOutWhereTheProviderSaidNothing() {
        assertThat(statusOf(Optional.empty()).fieldNames()).contains("messageSid").doesNotContain("providerStatus");
    }

    private static JsonObject statusOf(Optional<String> providerStatus) {
        Received received = Received.request(new ConsumerRecord<>("requests", 0, 0, null, new byte[0]), NOW);
        Outcome.Accepted message = new Outcome.Accepted("SM" + "0a".repeat(16), providerStatus, OptionalInt.empty());
        Result result = new Result(received, "event", Optional.empty(), new Disposition.Sent(message), NOW);
        return new JsonObject(new String(StatusJson.of(result), UTF_8));
    }
}
