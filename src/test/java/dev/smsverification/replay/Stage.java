package dev.smsverification.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import dev.smsverification.event.Decoder;
import dev.smsverification.testing.Broker;
import dev.smsverification.testing.Publisher;
import dev.smsverification.testing.Request;
import io.vertx.core.json.JsonObject;

/** The topics of one test: dead letters, what replays make of them, and what a worker has reported. */
final class Stage implements AutoCloseable {

    static final Filter ALL = new Filter(Set.of(), Set.of(), Optional.empty(), Long.MAX_VALUE);
    static final Decoder DECODER = new Decoder(Duration.ofMinutes(10));

    final ReplayTopics topics;

    private final String bootstrapServers;
    private final Publisher publisher;

    Stage(Broker broker) {
        String name = UUID.randomUUID().toString();
        topics = new ReplayTopics("dead-letter-" + name, "requested-" + name, "status-" + name, "replay-" + name);
        broker.createTopic(topics.deadLetter(), 3);
        broker.createTopic(topics.requested(), 3);
        broker.createTopic(topics.status(), 3);
        bootstrapServers = broker.bootstrapServers();
        publisher = new Publisher(bootstrapServers);
    }

    static Request request(int number) {
        return Request.to("+1202555%04d".formatted(number), "271828").id("event-" + number);
    }

    KafkaProducer<byte[], byte[]> transactional(String id) {
        Map<String, Object> settings = new HashMap<>(kafka());
        settings.put("transactional.id", id);
        KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(settings, new ByteArraySerializer(),
                new ByteArraySerializer());
        producer.initTransactions();
        return producer;
    }

    Map<String, Object> kafka() {
        return Map.of("bootstrap.servers", bootstrapServers);
    }

    Replay replay() {
        return replay((_, _, _) -> {});
    }

    Replay replay(Progress progress) {
        return replay(progress, InstantSource.system());
    }

    Replay replay(Progress progress, InstantSource clock) {
        return new Replay(kafka(), topics, DECODER, progress, clock);
    }

    /** @param key a setting of the Kafka clients */
    Replay replayWith(String key, Object value) {
        Map<String, Object> settings = new HashMap<>(kafka());
        settings.put(key, value);
        return new Replay(settings, topics, DECODER, (_, _, _) -> {}, InstantSource.system());
    }

    Plan plan() {
        return replay().plan(ALL, () -> false);
    }

    void bury(int count) {
        publisher.publishAll(topics.deadLetter(), IntStream.range(0, count).mapToObj(Stage::request).toList(),
                Map.of());
    }

    void bury(Request request, Map<String, String> headers) {
        bury(request.id(), request.bytes(), headers);
    }

    /** @param value null for a tombstone */
    void bury(String key, byte[] value, Map<String, String> headers) {
        publisher.publish(topics.deadLetter(), key, value, headers);
    }

    /** As an auth service does. */
    void publish(Request request) {
        publisher.publish(topics.requested(), request.phone(), request.bytes(), Map.of());
    }

    void report(Request request, String status) {
        report(Map.of("event-id", request.id(), "status", status));
    }

    void report(Map<String, String> headers) {
        publisher.publish(topics.status(), headers.get("event-id"), new byte[0], headers);
    }

    /** From now on records of the topic have the time at which they are written. */
    void stamp(String topic) {
        try (Admin admin = Admin.create(kafka())) {
            admin.incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.TOPIC, topic),
                    List.of(new AlterConfigOp(new ConfigEntry("message.timestamp.type", "LogAppendTime"),
                            AlterConfigOp.OpType.SET))))
                    .all().get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As retention does. */
    void forgetRequests() {
        try (Admin admin = Admin.create(kafka())) {
            admin.deleteRecords(requests().stream().collect(toMap(
                    record -> new TopicPartition(record.topic(), record.partition()),
                    _ -> RecordsToDelete.beforeOffset(-1), (one, _) -> one))).all().get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    List<String> eventIds() {
        return requests().stream().map(record -> new JsonObject(new String(record.value(), UTF_8))
                .getString("id")).toList();
    }

    List<ConsumerRecord<byte[], byte[]>> requests() {
        return read(topics.requested());
    }

    List<ConsumerRecord<byte[], byte[]>> deadLetters() {
        return read(topics.deadLetter());
    }

    @Override
    public void close() {
        publisher.close();
    }

    private List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        new ReplayReader(kafka(), (_, _, _) -> {}, () -> false, ReplayReader.PATIENCE).read(topic, records::add);
        return records;
    }
}
