package dev.smsverification.ledger;

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
import dev.smsverification.guard.History;

/**
 * What a status record reports, as far as the ledger needs it.
 *
 * @param request whether it is about a request, and not about something broken
 */
record Reported(String eventId, boolean request, Status status, Source source, Attempt attempt, Optional<Instant> next,
        Instant at) {

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
                    new Reported(json.path("eventId").asText(), json.hasNonNull("phone"),
                            Status.valueOf(json.path("status").asText()), source,
                            attempt, next, at));
        } catch (IOException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** Something broken that is not acknowledged says nothing of its id: a request that has it may stand in front, unsettled. */
    void tell(History history, boolean acknowledged) {
        if (request || acknowledged) {
            history.recall(eventId, source, attempt, status, next, at);
        } else {
            history.recallBroken(eventId, source, attempt, at);
        }
    }

    /** Whether it is about a request that stands in that topic. */
    boolean isOf(String topic) {
        return source.topic().equals(topic);
    }
}
