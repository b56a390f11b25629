package dev.smsverification.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.smsverification.event.Decoder;
import dev.smsverification.testing.Broker;
import dev.smsverification.testing.Publisher;
import dev.smsverification.testing.Request;
import io.vertx.core.json.JsonObject;

/** A dead letter is replayed at most once, and at least once unless there is a reason not to. */
class ReplayTest {

    private static final Filter ALL = new Filter(Set.of(), Set.of(), Optional.empty(), Long.MAX_VALUE);
    private static final Decoder DECODER = new Decoder(Duration.ofMinutes(10));

    private static Broker broker;
    private static Publisher publisher;

    private final String name = UUID.randomUUID().toString();
    private final ReplayTopics topics = new ReplayTopics("dead-letter-" + name, "requested-" + name, "replay-" + name);

    @BeforeAll
    static void start() {
        broker = Broker.start();
        publisher = new Publisher(broker.bootstrapServers());
    }

    @AfterAll
    static void stop() {
        publisher.close();
        broker.close();
    }

    @BeforeEach
    void createTopics() {
        broker.createTopic(topics.deadLetter(), 3);
        broker.createTopic(topics.requested(), 3);
    }

    @Test
    void publishesEachDeadLetterOnceHoweverOftenItIsRun() {
        bury(100);
        replay().run(ALL, () -> false);

        Report second = replay().run(ALL, () -> false);

        assertThat(second.published()).isZero();
        assertThat(second.plan().count(Verdict.REPLAYED_BEFORE)).isEqualTo(100);
        assertThat(eventIds()).hasSize(100).doesNotHaveDuplicates();
    }

    @Test
    void goesOnWhereItWasInterrupted() {
        bury(1_000);
        AtomicReference<Long> soFar = new AtomicReference<>(0L);
        Report first = replay((step, done, _) -> soFar.set(step.equals("publishing") ? done : 0)).run(ALL,
                () -> soFar.get() >= 500);

        Report second = replay().run(ALL, () -> false);

        assertThat(first.interrupted()).isTrue();
        assertThat(first.published()).isEqualTo(500);
        assertThat(second.published()).isEqualTo(500);
        assertThat(eventIds()).hasSize(1_000).doesNotHaveDuplicates();
    }

    @Test
    void undoesWhatAKilledReplayLeftUnfinished() {
        bury(100);
        KafkaProducer<byte[], byte[]> killed = producerInTheMiddleOfATransaction();

        replay().run(ALL, () -> false);

        assertThatThrownBy(killed::commitTransaction).isInstanceOf(RuntimeException.class);
        assertThat(eventIds()).hasSize(100).doesNotHaveDuplicates();
        killed.close(Duration.ZERO);
    }

    @Test
    void shutsOutAReplayThatIsStillAtWork() {
        bury(200);
        Replay first = replay((step, done, _) -> {
            if (step.equals("publishing") && done == Publishing.BATCH) {
                replay().run(ALL, () -> false);
            }
        });

        assertThatThrownBy(() -> first.run(ALL, () -> false)).isInstanceOf(ReplayException.class)
                .hasMessageContaining("another replay");

        assertThat(eventIds()).hasSize(200).doesNotHaveDuplicates();
    }

    @Test
    void leavesForLaterWhatTheFilterDoesNotAskFor() {
        bury(request(1), Map.of("dead-letter-reason", "request_rejected", "dead-letter-error-code", "21617"));
        bury(request(2), Map.of("dead-letter-reason", "attempts_exhausted"));
        Report rejected = replay().run(new Filter(Set.of("request_rejected"), Set.of("21617"), Optional.empty(), 10),
                () -> false);

        Report all = replay().run(ALL, () -> false);

        assertThat(rejected.plan().count(Verdict.FILTERED)).isEqualTo(1);
        assertThat(rejected.published()).isEqualTo(1);
        assertThat(all.published()).isEqualTo(1);
        assertThat(eventIds()).containsExactlyInAnyOrder("event-1", "event-2");
    }

    @Test
    void takesOnlyWhatWasGivenUpSince() {
        Instant now = Instant.now();
        bury(request(1), Map.of("dead-letter-at", now.minusSeconds(120).toString()));
        bury(request(2), Map.of("dead-letter-at", now.minusSeconds(30).toString()));

        replay().run(new Filter(Set.of(), Set.of(), Optional.of(now.minusSeconds(60)), 10), () -> false);

        assertThat(eventIds()).containsExactly("event-2");
    }

    @Test
    void publishesNoMoreThanTheLimit() {
        bury(10);

        Report report = replay().run(new Filter(Set.of(), Set.of(), Optional.empty(), 3), () -> false);

        assertThat(report.plan().count(Verdict.OVER_LIMIT)).isEqualTo(7);
        assertThat(eventIds()).hasSize(3);
    }

    @Test
    void refusesWhatHasExpiredAndWhatIsNoRequest() {
        bury(request(1).expiresAt(Instant.now().minusSeconds(1)), Map.of());
        publisher.publish(topics.deadLetter(), "key", "no request".getBytes(UTF_8), Map.of());
        publisher.publish(topics.deadLetter(), "key", null, Map.of());

        Plan plan = replay().run(ALL, () -> false).plan();

        assertThat(plan.counts()).containsEntry(Verdict.EXPIRED, 1L).containsEntry(Verdict.MALFORMED, 2L);
        assertThat(requests()).isEmpty();
    }

    @Test
    void reckonsTheAgeOfACodeByTheTimestampThatItsRequestHad() {
        publish(request(1), Instant.now().minus(Duration.ofMinutes(11)));
        publish(request(2), Instant.now().minus(Duration.ofMinutes(9)));

        Plan plan = replay().plan(ALL);

        assertThat(plan.candidates()).singleElement()
                .satisfies(candidate -> assertThat(candidate.request().eventId()).isEqualTo("event-2"));
        assertThat(plan.count(Verdict.EXPIRED)).isEqualTo(1);
    }

    @Test
    void keepsTheRequestAsItWas() {
        Request request = request(1);
        Map<String, String> headers = new HashMap<>(Map.of("traceparent", "00-x", "replayed-at", "earlier",
                "dead-letter-reason", "request_rejected", "dead-letter-topic", topics.requested(),
                "dead-letter-partition", "2", "dead-letter-offset", "17"));
        publisher.publish(topics.deadLetter(), "the key", request.bytes(), headers);

        replay().run(ALL, () -> false);

        ConsumerRecord<byte[], byte[]> record = requests().getFirst();
        assertThat(record.partition()).isEqualTo(2);
        assertThat(record.key()).asString().isEqualTo("the key");
        assertThat(record.value()).isEqualTo(request.bytes());
        assertThat(record.headers().toArray()).extracting(Header::key).containsExactlyInAnyOrder("traceparent",
                "replayed-at", "replayed-from");
        assertThat(Instant.parse(new String(record.headers().lastHeader("replayed-at").value(), UTF_8)))
                .isBetween(Instant.now().minusSeconds(60), Instant.now());
        assertThat(record.timestamp()).isEqualTo(deadLetters().getFirst().timestamp());
    }

    @Test
    void replaysARequestAgainThatWasGivenUpAgain() {
        bury(1);
        replay().run(ALL, () -> false);
        ConsumerRecord<byte[], byte[]> replayed = requests().getFirst();
        Map<String, String> headers = new HashMap<>(Map.of("dead-letter-reason", "request_rejected"));
        replayed.headers().forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
        publisher.publish(topics.deadLetter(), "key", replayed.value(), headers);

        Report report = replay().run(ALL, () -> false);

        assertThat(report.published()).isEqualTo(1);
        assertThat(report.plan().count(Verdict.REPLAYED_BEFORE)).isEqualTo(1);
    }

    @Test
    void publishesNothingWhenOnlyAsked() {
        bury(10);

        Plan plan = replay().plan(ALL);

        assertThat(plan.candidates()).hasSize(10);
        assertThat(plan.toString()).doesNotContain("271828", "+12025550110");
        assertThat(requests()).isEmpty();
    }

    @Test
    void saysWhichTopicIsMissing() {
        Replay replay = new Replay(kafka(), new ReplayTopics("nowhere", topics.requested(), "id"), DECODER,
                (_, _, _) -> {}, InstantSource.system());

        assertThatThrownBy(() -> replay.plan(ALL)).isInstanceOf(ReplayException.class)
                .hasMessage("the topic nowhere is missing");
    }

    private Replay replay() {
        return replay((_, _, _) -> {});
    }

    private Replay replay(Progress progress) {
        return new Replay(kafka(), topics, DECODER, progress, InstantSource.system());
    }

    private static Map<String, Object> kafka() {
        return Map.of("bootstrap.servers", broker.bootstrapServers());
    }

    private static Request request(int number) {
        return Request.to("+12025550110", "271828").id("event-" + number);
    }

    private void bury(int count) {
        IntStream.range(0, count).forEach(number -> bury(request(number), Map.of()));
    }

    private void bury(Request request, Map<String, String> headers) {
        publisher.publish(topics.deadLetter(), request.id(), request.bytes(), headers);
    }

    private void publish(Request request, Instant timestamp) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(kafka(), new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topics.deadLetter(), null, timestamp.toEpochMilli(), null,
                    request.bytes()));
        }
    }

    /** As one that was killed leaves it behind: its records are with the broker, and nobody says what is to become of them. */
    private KafkaProducer<byte[], byte[]> producerInTheMiddleOfATransaction() {
        Map<String, Object> settings = new HashMap<>(kafka());
        settings.put("transactional.id", topics.transactionalId());
        KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(settings, new ByteArraySerializer(),
                new ByteArraySerializer());
        producer.initTransactions();
        producer.beginTransaction();
        deadLetters().stream().limit(50).map(DeadLetter::new)
                .forEach(letter -> producer.send(letter.again(topics.requested(), 3, Instant.now())));
        producer.flush();
        return producer;
    }

    private List<String> eventIds() {
        return requests().stream().map(record -> new JsonObject(new String(record.value(), UTF_8))
                .getString("id")).toList();
    }

    private List<ConsumerRecord<byte[], byte[]>> requests() {
        return read(topics.requested());
    }

    private List<ConsumerRecord<byte[], byte[]>> deadLetters() {
        return read(topics.deadLetter());
    }

    private static List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        new TopicReader(kafka(), (_, _, _) -> {}).read(topic, records::add);
        return records;
    }
}
