package dev.smsverification.ledger;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.smsverification.event.Rfc3339;
import dev.smsverification.event.Source;
import dev.smsverification.event.Status;
import dev.smsverification.guard.History;

/**
 * What the ledger needs of a status record.
 *
 * @param request whether it is about a valid request, and not a malformed record
 */
record LedgerResult(String eventId, boolean request, Status status, Source source, int attempt,
        Optional<Instant> next,
        Instant at) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Empty for what is no status record: others than workers may write to the topic. */
    static Optional<LedgerResult> of(ConsumerRecord<byte[], byte[]> record) {
        try {
            JsonNode json = JSON.readTree(record.value());
            Instant at = Instant.ofEpochMilli(record.timestamp());
            Source source = new Source(json.at("/source/topic").asText(), json.at("/source/partition").asInt(),
                    json.at("/source/offset").asLong(), at);
            Optional<Instant> next = Optional.ofNullable(json.path("nextAttemptAt").textValue())
                    .map(Rfc3339::require);
            return Optional.of(
                    new LedgerResult(json.path("eventId").asText(), json.hasNonNull("phone"),
                            Status.valueOf(json.path("status").asText()), source,
                            json.path("attempt").asInt(1), next, at));
        } catch (IOException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** The result of a malformed, unacknowledged record says nothing about its id: an unsettled request before it may have the same one. */
    void applyTo(History history, boolean acknowledged) {
        if (request) {
            history.recall(eventId, source, attempt, status, next, at);
        } else {
            history.recallBroken(eventId, source, attempt, at);
            if (acknowledged) {
                history.malformed(eventId, at);
            }
        }
    }

    /** Whether its record was first published to that topic. */
    boolean isOf(String topic) {
        return source.topic().equals(topic);
    }
}
