package dev.smsverification.intake;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.smsverification.event.Attempt;
import dev.smsverification.event.Rfc3339;
import dev.smsverification.event.Source;
import dev.smsverification.event.Status;

/** What a status record reports, as far as the ledger needs it. */
record Reported(String eventId, Status status, Source source, Attempt attempt, Optional<Instant> next, Instant at) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Empty for what is no status record; nobody but workers should write to the topic, but who knows. */
    static Optional<Reported> of(ConsumerRecord<byte[], byte[]> record) {
        try {
            JsonNode json = JSON.readTree(record.value());
            Instant at = Instant.ofEpochMilli(record.timestamp());
            Source source = new Source(json.at("/source/topic").asText(), json.at("/source/partition").asInt(),
                    json.at("/source/offset").asLong(), at);
            Attempt attempt = new Attempt(json.path("attempt").asInt(1), at, at, false);
            Optional<Instant> next = Optional.ofNullable(json.path("nextAttemptAt").textValue())
                    .map(Rfc3339::require);
            return Optional.of(
                    new Reported(json.path("eventId").asText(), Status.valueOf(json.path("status").asText()), source,
                            attempt, next, at));
        } catch (IOException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** Whether it is about a request that stands in that topic. */
    boolean isOf(String topic) {
        return source.topic().equals(topic);
    }
}
