package dev.smsverification.replay;

import static dev.smsverification.replay.Stage.ALL;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import dev.smsverification.contract.ContractSchemas;
import dev.smsverification.event.DeadLetter;
import dev.smsverification.testing.Broker;
import dev.smsverification.testing.Request;

/** A dead letter is replayed at most once, and at least once unless there is a reason not to. */
class ReplayTest {

    @AutoClose
    private static final Broker BROKER = Broker.start();

    @AutoClose
    private final Stage stage = new Stage(BROKER);

    @Test
    void publishesEachDeadLetterOnceHoweverOftenItIsRun() {
        stage.bury(100);
        stage.replay().run(ALL, () -> false);

        Report second = stage.replay().run(ALL, () -> false);

        assertThat(second.published()).isZero();
        assertThat(second.plan().count(Verdict.REPLAYED_BEFORE)).isEqualTo(100);
        assertThat(stage.eventIds()).hasSize(100).doesNotHaveDuplicates();
        assertThat(stage.requests())
                .allSatisfy(record -> assertThat(ContractSchemas.requestHeaders(record.headers())).isEmpty());
    }

    /** Idempotence refuses more than 5; the worker's producer, too, ignores what is configured. */
    @Test
    void publishesWhateverTheClientsMayHaveInFlight() {
        stage.bury(1);

        Report report = stage.replayWith("max.in.flight.requests.per.connection", 6).run(ALL, () -> false);

        assertThat(report.published()).isEqualTo(1);
    }

    /** An invitation may be good for a day, and requests be kept for an hour. */
    @Test
    void publishesNothingThatWasSentSinceAlsoWhereItsCopyIsGone() {
        Request sent = Stage.request(1).expiresAt(Instant.now().plus(Duration.ofDays(1)));
        Request failedAgain = Stage.request(2).expiresAt(Instant.now().plus(Duration.ofDays(1)));
        stage.bury(sent, Map.of());
        stage.bury(failedAgain, Map.of());
        stage.replay().run(ALL, () -> false);
        stage.report(sent, "SENT");
        stage.report(failedAgain, "FAILED");
        stage.forgetRequests();

        Report second = stage.replay().run(ALL, () -> false);

        assertThat(second.plan().count(Verdict.REPLAYED_BEFORE)).isEqualTo(1);
        assertThat(stage.eventIds()).containsExactly(failedAgain.id());
    }

    /** Its copy is another event, unless it has an id. */
    @Test
    void publishesNothingWithoutAnIdAgainAfterItsCopyWasReportedAndIsGone() {
        Request request = Stage.request(1).expiresAt(Instant.now().plus(Duration.ofDays(1)));
        stage.bury(request.with("id", null), Map.of());
        stage.replay().run(ALL, () -> false);
        ConsumerRecord<byte[], byte[]> copy = stage.requests().getFirst();
        stage.report(Map.of("event-id", copy.topic() + "-" + copy.partition() + "-" + copy.offset(), "status", "SENT",
                "replayed-from", new String(copy.headers().lastHeader("replayed-from").value(), UTF_8)));
        stage.forgetRequests();

        Report second = stage.replay().run(ALL, () -> false);

        assertThat(second.plan().count(Verdict.REPLAYED_BEFORE)).isEqualTo(1);
        assertThat(stage.requests()).isEmpty();
    }

    @Test
    void endsAlsoWhileItReads() {
        stage.bury(10);

        assertThatThrownBy(() -> stage.replay().run(ALL, () -> true)).isInstanceOf(ReplayException.class)
                .hasMessageContaining("interrupted while reading " + stage.topics.deadLetter());

        assertThat(stage.requests()).isEmpty();
    }

    @Test
    void goesOnWhereItWasInterrupted() {
        stage.bury(1_000);
        AtomicReference<Long> soFar = new AtomicReference<>(0L);
        Report first = stage.replay((step, done, _) -> soFar.set(step.equals("publishing") ? done : 0)).run(ALL,
                () -> soFar.get() >= 500);

        Report second = stage.replay().run(ALL, () -> false);

        assertThat(first.interrupted()).isTrue();
        assertThat(first.published()).isEqualTo(500);
        assertThat(second.published()).isEqualTo(500);
        assertThat(stage.eventIds()).hasSize(1_000).doesNotHaveDuplicates();
    }

    @Test
    void undoesWhatAKilledReplayLeftUnfinished() {
        stage.bury(100);
        KafkaProducer<byte[], byte[]> killed = producerInTheMiddleOfATransaction();

        stage.replay().run(ALL, () -> false);

        assertThatThrownBy(killed::commitTransaction).isInstanceOf(RuntimeException.class);
        assertThat(stage.eventIds()).hasSize(100).doesNotHaveDuplicates();
        killed.close(Duration.ZERO);
    }

    @Test
    void shutsOutAReplayThatIsStillAtWork() {
        stage.bury(200);
        Replay first = stage.replay((step, done, _) -> {
            if (step.equals("publishing") && done == ReplayProducer.BATCH) {
                stage.replay().run(ALL, () -> false);
            }
        });

        assertThatThrownBy(() -> first.run(ALL, () -> false)).isInstanceOf(ReplayException.class)
                .hasMessageContaining("another replay");

        assertThat(stage.eventIds()).hasSize(200).doesNotHaveDuplicates();
    }

    @Test
    void keepsTheRequestAsItWas() {
        Request request = Stage.request(1);
        Map<String, String> headers = new LinkedHashMap<>(
                Map.of("traceparent", "00-x", "replayed-at", "earlier", "replayed-from",
                        "elsewhere", "replayed-timestamp", "0"));
        headers.put("dead-letter-cause", "its own");
        headers.put("dead-letter-reason", "request_rejected");
        headers.put("dead-letter-topic", stage.topics.requested());
        headers.put("dead-letter-partition", "2");
        headers.put("dead-letter-offset", "17");
        stage.bury("the key", request.bytes(), headers);

        stage.replay().run(ALL, () -> false);

        ConsumerRecord<byte[], byte[]> record = stage.requests().getFirst();
        assertThat(record.partition()).isEqualTo(2);
        assertThat(record.key()).asString().isEqualTo("the key");
        assertThat(record.value()).isEqualTo(request.bytes());
        assertThat(record.headers().toArray()).extracting(Header::key).containsExactlyInAnyOrder("traceparent",
                "dead-letter-cause", "replayed-at", "replayed-from", "replayed-timestamp");
        assertThat(Instant.parse(new String(record.headers().lastHeader("replayed-at").value(), UTF_8)))
                .isBetween(Instant.now().minusSeconds(60), Instant.now());
        assertThat(record.timestamp()).isEqualTo(stage.deadLetters().getFirst().timestamp());
    }

    @Test
    void replaysARequestAgainThatWasGivenUpAgain() {
        stage.bury(1);
        stage.replay().run(ALL, () -> false);
        ConsumerRecord<byte[], byte[]> replayed = stage.requests().getFirst();
        Map<String, String> headers = new HashMap<>(Map.of("dead-letter-reason", "request_rejected"));
        replayed.headers().forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
        stage.bury("key", replayed.value(), headers);

        Report report = stage.replay().run(ALL, () -> false);

        assertThat(report.published()).isEqualTo(1);
        assertThat(report.plan().count(Verdict.REPLAYED_BEFORE)).isEqualTo(1);
    }

    /** As one that was killed leaves it behind: its records are with the broker, and nobody says what is to become of them. */
    private KafkaProducer<byte[], byte[]> producerInTheMiddleOfATransaction() {
        KafkaProducer<byte[], byte[]> producer = stage.transactional(stage.topics.transactionalId());
        producer.beginTransaction();
        stage.deadLetters().stream().limit(50).map(DeadLetter::new)
                .forEach(letter -> producer.send(ReplayRecord.of(letter, stage.topics.requested(), 3, Instant.now())));
        producer.flush();
        return producer;
    }
}
