package dev.smsverification.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import dev.smsverification.delivery.DeliveryConfig;
import dev.smsverification.delivery.Disposition;
import dev.smsverification.delivery.Unreported;
import dev.smsverification.event.Attempt;
import dev.smsverification.event.Consumed;
import dev.smsverification.event.Decoded;
import dev.smsverification.event.Decoder;
import dev.smsverification.event.HeaderNames;
import dev.smsverification.event.Reason;
import dev.smsverification.event.Received;
import dev.smsverification.event.Settings;
import dev.smsverification.event.SmsRequest;
import dev.smsverification.event.Source;
import dev.smsverification.event.Status;
import dev.smsverification.guard.Guards;
import dev.smsverification.guard.History;
import dev.smsverification.guard.NewestCodes;
import dev.smsverification.guard.Refusal;
import dev.smsverification.testing.Broker;
import dev.smsverification.testing.Request;
import io.vertx.core.json.JsonObject;

/** What a worker learns of a partition that another one had before, read from a real broker. Each test has a partition of its own. */
class LedgerTest {

    private static final int PARTITIONS = 16;
    private static final String DEAD_LETTERS = Settings.topics().deadLetter();
    private static final String STATUS = Settings.topics().status();
    private static final Duration CODE_TTL = Duration.ofMinutes(10);
    /** Three times the requests at once, as {@link Intake} keeps. */
    private static final long IN_MEMORY = 3L * Settings.MAX_IN_FLIGHT;
    private static final AtomicInteger PARTITION = new AtomicInteger();

    private static Broker broker;
    private static KafkaProducer<byte[], byte[]> producer;

    private final int partition = PARTITION.getAndIncrement();
    private final TopicPartition requests = new TopicPartition(Consumed.TOPIC, partition);
    private final TopicPartition retries = new TopicPartition(Settings.RETRIES, partition);
    private final Instant now = Instant.now();
    private final Request request = Request.to("+12025550110", "271828").with("requestedAt", now.toString());
    private final Decoder decoder = new Decoder(CODE_TTL);
    private final History history = new History(CODE_TTL);
    private final NewestCodes newest = new NewestCodes(CODE_TTL);
    private final Unreported unreported = new Unreported();
    private final Ledger ledger = new Ledger(Settings.topics(),
            Map.of("bootstrap.servers", broker.bootstrapServers()), decoder, history, newest, unreported,
            Settings.of(DeliveryConfig.class), Clock.systemUTC());

    @BeforeAll
    static void start() {
        broker = Broker.start();
        Settings.topics().all().forEach(topic -> broker.createTopic(topic, PARTITIONS));
        producer = new KafkaProducer<>(Map.of("bootstrap.servers", broker.bootstrapServers(), "acks", "all"),
                new ByteArraySerializer(), new ByteArraySerializer());
    }

    @AfterAll
    static void stop() {
        producer.close();
        broker.close();
    }

    @Test
    void knowsWhatWasReportedAndNotAcknowledged() {
        publish(request);
        publish(Request.to("+12025550111", "314159"));
        report(request.id(), 0, Status.SENT);

        recall(Map.of(requests, 0L));

        assertThat(history.settled(received(request, 0), request.id(), now)).isTrue();
        assertThat(history.settled(received(request, 1), "another", now)).isFalse();
    }

    @Test
    void knowsDuplicatesOfWhatWasAcknowledged() {
        publish(request);
        report(request.id(), 0, Status.SENT);

        recall(Map.of(requests, 1L));

        assertThat(refusal(received(request, 1))).map(Refusal::status).contains(Status.DUPLICATE);
    }

    @Test
    void knowsWhatWasGivenUpAndNotReported() {
        publish(request);
        giveUp(0, 1, "recipient_rejected");

        recall(Map.of(requests, 0L));

        assertThat(unreported.take(source(0), Attempt.first(now))).contains(new Unreported.GivenUp(
                new Disposition.DeadLetter(Status.FAILED, Reason.RECIPIENT_REJECTED, OptionalInt.of(21211),
                        Optional.empty()),
                now));
    }

    @Test
    void knowsWhatExpiredAfterAnAttemptAndWasNotReported() {
        publish(request);
        giveUp(0, 1, "code_expired");

        recall(Map.of(requests, 0L));

        assertThat(unreported.take(source(0), Attempt.first(now)))
                .hasValueSatisfying(it -> assertThat(it.why().status()).isEqualTo(Status.EXPIRED));
    }

    @Test
    void knowsOfWaitingRetriesThatWereGivenUpAndNotReported() {
        publish(request);
        Received waiting = retry(request, 0, 2, now.minusSeconds(1));
        write(new ProducerRecord<>(retries.topic(), partition, new byte[0], request.bytes(),
                waiting.record().headers()));
        giveUp(0, 2, "attempts_exhausted");

        recall(Map.of(requests, 1L, retries, 0L));

        assertThat(unreported.take(waiting.source(), waiting.attempt())).isPresent();
    }

    @Test
    void leavesWhatWasGivenUpAndReportedOrAcknowledgedOrIsSomebodyElses() {
        publish(request);
        publish(Request.to("+12025550111", "314159"));
        publish(Request.to("+12025550112", "161803"));
        giveUp(0, 1, "recipient_rejected");
        giveUp(1, 1, "recipient_rejected");
        report(request.id(), 1, Status.FAILED);
        giveUp(2, 1, "of_no_worker");
        write(new ProducerRecord<>(DEAD_LETTERS, partition, null, new byte[0]));

        recall(Map.of(requests, 1L));

        for (int offset = 0; offset < 3; offset++) {
            assertThat(unreported.take(source(offset), Attempt.first(now))).isEmpty();
        }
    }

    @Test
    void takesNoDuplicateForOneWhereAllThatHappenedWasARetry() {
        publish(request);
        report(request.id(), 0, Status.RETRYING, now.plusSeconds(5));

        recall(Map.of(requests, 1L));

        assertThat(history.settled(retry(request, 0, 2, now.plusSeconds(5)), request.id(), now)).isFalse();
        assertThat(history.settled(retry(request, 0, 2, now.plusSeconds(2)), request.id(), now))
                .as("a retry that was written before a crash and never announced").isTrue();
    }

    @Test
    void knowsOfNewerCodesThanTheOneWhoseRetryWaits() {
        Request older = request.with("requestedAt", now.minusSeconds(20).toString());
        Request newer = Request.to(older.phone(), "161803").with("requestedAt", now.minusSeconds(10).toString());
        publish(older);
        publish(newer);
        Received waiting = retry(older, 0, 2, now.plusSeconds(5));
        write(new ProducerRecord<>(retries.topic(), partition, new byte[0], older.bytes(), waiting.record().headers()));

        recall(Map.of(requests, 2L, retries, 0L));

        assertThat(refusal(waiting)).map(Refusal::status).contains(Status.SUPERSEDED);
    }

    @Test
    void takesNoEventThatCameTwiceForANewerCode() {
        Request older = request.with("requestedAt", now.minusSeconds(20).toString());
        publish(older);
        publish(older);
        Received waiting = retry(older, 0, 2, now.plusSeconds(5));
        write(new ProducerRecord<>(retries.topic(), partition, new byte[0], older.bytes(), waiting.record().headers()));

        recall(Map.of(requests, 2L, retries, 0L));

        assertThat(refusal(waiting)).isEmpty();
    }

    @Test
    void tellsHowFarTheWorkerBeforeMayHaveCome() {
        for (int n = 0; n < 20; n++) {
            publish(Request.to("+12025550111", "314159"));
        }
        report("e-4", 4, Status.SENT);

        Memory memory = ledger.read(Map.of(requests, 3L, retries, 0L));

        assertThat(memory.reach()).containsEntry(requests, 5 + IN_MEMORY).containsEntry(retries, 0L);
    }

    @Test
    void doesNotReachBeyondTheEnd() {
        publish(request);

        assertThat(ledger.read(Map.of(requests, 0L)).reach()).containsEntry(requests, 1L);
    }

    @Test
    void passesOverWhatIsNoStatusRecord() {
        publish(request);
        write(new ProducerRecord<>(STATUS, partition, null, "not JSON".getBytes(UTF_8)));
        write(new ProducerRecord<>(STATUS, partition, null, "{\"status\":\"NEW\"}".getBytes(UTF_8)));
        report(request.id(), 0, Status.SENT);

        recall(Map.of(requests, 0L));

        assertThat(history.settled(received(request, 0), request.id(), now)).isTrue();
    }

    @Test
    void knowsNothingOfPartitionsThatNobodyHasUsed() {
        Memory memory = ledger.read(Map.of(requests, 0L, retries, 0L));

        assertThat(memory.facts()).isEmpty();
        assertThat(memory.reach()).containsEntry(requests, 0L);
    }

    private void recall(Map<TopicPartition, Long> positions) {
        ledger.read(positions).recall();
    }

    private Optional<Refusal> refusal(Received received) {
        return decoder.decode(received) instanceof Decoded.Valid(SmsRequest decoded)
                ? new Guards(history, newest).check(decoded, received, now)
                : Optional.empty();
    }

    private void publish(Request event) {
        write(new ProducerRecord<>(requests.topic(), partition, null, event.bytes()));
    }

    private Source source(long offset) {
        return new Source(requests.topic(), partition, offset, now);
    }

    /** A dead letter lies in any partition of its topic. */
    private void giveUp(long offset, int attempt, String reason) {
        write(new ProducerRecord<>(DEAD_LETTERS, PARTITIONS - 1 - partition, now.toEpochMilli(), null, request.bytes(),
                Consumed.headers(Map.of(HeaderNames.DEAD_LETTER_REASON, reason, HeaderNames.DEAD_LETTER_TOPIC,
                        requests.topic(), HeaderNames.DEAD_LETTER_PARTITION, Integer.toString(partition),
                        HeaderNames.DEAD_LETTER_OFFSET, Long.toString(offset), HeaderNames.DEAD_LETTER_ERROR_CODE,
                        "21211", HeaderNames.DEAD_LETTER_ATTEMPTS, Integer.toString(attempt),
                        HeaderNames.DEAD_LETTER_AT, now.toString()))));
    }

    private void report(String eventId, long offset, Status status) {
        report(new JsonObject().put("eventId", eventId).put("status", status.name()), offset);
    }

    private void report(String eventId, long offset, Status status, Instant next) {
        report(new JsonObject().put("eventId", eventId).put("status", status.name())
                .put("nextAttemptAt", next.toString()), offset);
    }

    private void report(JsonObject result, long offset) {
        result.put("attempt", 1).put("source",
                new JsonObject().put("topic", requests.topic()).put("partition", partition).put("offset", offset));
        write(new ProducerRecord<>(STATUS, partition, null, result.toBuffer().getBytes()));
    }

    private Received received(Request event, long offset) {
        return Received.request(new ConsumerRecord<>(requests.topic(), partition, offset, null, event.bytes()), now);
    }

    private Received retry(Request event, long sourceOffset, int attempt, Instant dueAt) {
        var record = new ConsumerRecord<byte[], byte[]>(retries.topic(), partition, 0, null, event.bytes());
        Consumed.headers(Map.of(HeaderNames.RETRY_ATTEMPT, Integer.toString(attempt), HeaderNames.RETRY_DUE_AT,
                dueAt.toString(), HeaderNames.RETRY_FIRST_ATTEMPT_AT, now.toString(), HeaderNames.RETRY_UNCERTAIN,
                "false", HeaderNames.SOURCE_TOPIC, requests.topic(), HeaderNames.SOURCE_PARTITION,
                Integer.toString(partition), HeaderNames.SOURCE_OFFSET, Long.toString(sourceOffset),
                HeaderNames.SOURCE_TIMESTAMP, Long.toString(now.minusSeconds(20).toEpochMilli())))
                .forEach(record.headers()::add);
        Received waiting = Received.retry(record, now);
        assertThat(waiting.attempt()).isEqualTo(new Attempt(attempt, dueAt, now, false));
        return waiting;
    }

    private static void write(ProducerRecord<byte[], byte[]> record) {
        try {
            producer.send(record).get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException("cannot write to " + record.topic(), e);
        }
    }
}
