package dev.smsverification.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;

import dev.smsverification.event.Attempt;
import dev.smsverification.event.Consumed;
import dev.smsverification.event.HeaderNames;
import dev.smsverification.event.Received;
import dev.smsverification.event.Source;
import dev.smsverification.event.Status;
import dev.smsverification.testing.Request;
import dev.smsverification.topic.Settings;
import io.vertx.core.json.JsonObject;

/** What publishers and a worker before have left in Kafka, of one partition. Durable when a method returns. */
public record Past(Producer<byte[], byte[]> producer, TopicPartition status, int partition, Instant now) {

    public TopicPartition requests() {
        return new TopicPartition(Consumed.TOPIC, partition);
    }

    TopicPartition retries() {
        return new TopicPartition(Settings.RETRIES, partition);
    }

    public void publish(Request event) {
        publish(now, event);
    }

    void publish(Instant then, Request event) {
        write(new ProducerRecord<>(requests().topic(), partition, then.toEpochMilli(), null, event.bytes()));
    }

    /** Copies of an event, each with an id of its own. */
    void publish(int count, Request event) {
        for (int n = 0; n < count; n++) {
            producer.send(new ProducerRecord<>(requests().topic(), partition, now.toEpochMilli(), null,
                    event.with("id", event.id() + "-" + n).bytes()));
        }
        producer.flush();
    }

    /** A retry that was written and is waiting. */
    Received postpone(Request event, long sourceOffset, int attempt, Instant dueAt) {
        return postpone(now.minusSeconds(20), event, sourceOffset, attempt, dueAt);
    }

    Received postpone(Instant published, Request event, long sourceOffset, int attempt, Instant dueAt) {
        Received waiting = retry(published, event, sourceOffset, attempt, dueAt);
        write(new ProducerRecord<>(retries().topic(), partition, new byte[0], event.bytes(),
                waiting.record().headers()));
        return waiting;
    }

    /** A dead letter lies in any partition of its topic. */
    void giveUp(Request event, long offset, int attempt, String reason) {
        int toPartition = UsedTopics.PARTITIONS - 1 - partition;
        write(new ProducerRecord<>(Settings.topics().deadLetter(), toPartition, now.toEpochMilli(), null, event.bytes(),
                deadLetterHeaders(reason, Map.of(HeaderNames.DEAD_LETTER_TOPIC,
                        requests().topic(), HeaderNames.DEAD_LETTER_PARTITION, Integer.toString(partition),
                        HeaderNames.DEAD_LETTER_OFFSET, Long.toString(offset), HeaderNames.DEAD_LETTER_ERROR_CODE,
                        "21211", HeaderNames.DEAD_LETTER_ATTEMPTS, Integer.toString(attempt),
                        HeaderNames.DEAD_LETTER_AT, now.toString()))));
    }

    private static Headers deadLetterHeaders(String reason, Map<String, String> others) {
        Headers headers = Consumed.headers(Map.of(HeaderNames.DEAD_LETTER_REASON, reason));
        Consumed.headers(others).forEach(headers::add);
        return headers;
    }

    void report(String eventId, long offset, Status status) {
        report(Instant.now(), eventId, offset, status);
    }

    void report(Instant then, String eventId, long offset, Status status) {
        report(then, result(eventId, status), offset);
    }

    void report(String eventId, long offset, Status status, Instant next) {
        report(Instant.now(), result(eventId, status).put("nextAttemptAt", next.toString()), offset);
    }

    /** A result of another group's worker, whose requests are in another topic. */
    void reportElsewhere(String eventId, long offset, Status status) {
        report(Instant.now(), result(eventId, status), new Source("elsewhere", partition, offset, now));
    }

    /** That there is something with this id that is no request. */
    void reportBroken(String eventId, long offset) {
        report(Instant.now(), new JsonObject().put("eventId", eventId).put("status", Status.FAILED.name()), offset);
    }

    private static JsonObject result(String eventId, Status status) {
        return new JsonObject().put("eventId", eventId).put("status", status.name()).put("phone", "+1202****110");
    }

    private void report(Instant then, JsonObject result, long offset) {
        report(then, result, source(offset));
    }

    private void report(Instant then, JsonObject result, Source source) {
        result.put("attempt", 1).put("source", new JsonObject().put("topic", source.topic())
                .put("partition", source.partition()).put("offset", source.offset()));
        write(new ProducerRecord<>(status.topic(), status.partition(), then.toEpochMilli(), null,
                result.toBuffer().getBytes()));
    }

    /** Something that no worker has written. */
    void write(String topic, byte[] value) {
        write(new ProducerRecord<>(topic, partition, null, value));
    }

    Source source(long offset) {
        return new Source(requests().topic(), partition, offset, now);
    }

    /** The event as a worker consumes it now. */
    Received received(Request event, long offset) {
        return Received.request(new ConsumerRecord<>(requests().topic(), partition, offset, null, event.bytes()), now);
    }

    /** A retry of it as a worker consumes it now. */
    Received retry(Request event, long sourceOffset, int attempt, Instant dueAt) {
        return retry(now.minusSeconds(20), event, sourceOffset, attempt, dueAt);
    }

    private Received retry(Instant published, Request event, long sourceOffset, int attempt, Instant dueAt) {
        var record = new ConsumerRecord<byte[], byte[]>(retries().topic(), partition, 0, null, event.bytes());
        Attempt next = new Attempt(attempt, dueAt, now, false);
        Consumed.retryHeaders(new Source(requests().topic(), partition, sourceOffset, published), next)
                .forEach(record.headers()::add);
        Received waiting = Received.retry(record, now);
        assertThat(waiting.attempt()).isEqualTo(next);
        return waiting;
    }

    private void write(ProducerRecord<byte[], byte[]> record) {
        try {
            producer.send(record).get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException("cannot write to " + record.topic(), e);
        }
    }
}
