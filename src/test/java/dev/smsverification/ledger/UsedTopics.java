package dev.smsverification.ledger;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import dev.smsverification.event.Consumed;
import dev.smsverification.testing.Broker;
import dev.smsverification.testing.Request;
import dev.smsverification.topic.Settings;
import dev.smsverification.topic.Topics;

/** The worker's topics on a real broker, which all test classes share, with a partition for each test. */
public final class UsedTopics implements BeforeAllCallback {

    static final int PARTITIONS = 80;
    /** A status topic of one partition. */
    private static final String ONE_STATUS = "one-status";

    private Shared shared;

    /** Closed after the last test class. */
    private static final class Shared implements AutoCloseable {

        private final AtomicInteger partition = new AtomicInteger();
        private final Broker broker = Broker.start();
        private final KafkaProducer<byte[], byte[]> producer;

        Shared() {
            Settings.topics().all().forEach(topic -> broker.createTopic(topic, PARTITIONS));
            broker.createTopic(ONE_STATUS, 1);
            producer = new KafkaProducer<>(Map.of("bootstrap.servers", broker.bootstrapServers(), "acks", "all"),
                    new ByteArraySerializer(), new ByteArraySerializer());
        }

        @Override
        public void close() {
            producer.close();
            broker.close();
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        shared = context.getRoot().getStore(ExtensionContext.Namespace.create(UsedTopics.class))
                .computeIfAbsent(Shared.class, _ -> new Shared(), Shared.class);
    }

    public String bootstrapServers() {
        return shared.broker.bootstrapServers();
    }

    /** Each in a transaction of its own; published then, they are durable when this returns. */
    void publishInTransactions(int toPartition, Instant then, Request... events) {
        publishInTransactions(toPartition, then, KafkaProducer::commitTransaction, events);
    }

    /** Each in a transaction of its own that is aborted. */
    void publishInVain(int toPartition, Instant then, Request... events) {
        publishInTransactions(toPartition, then, KafkaProducer::abortTransaction, events);
    }

    private void publishInTransactions(int toPartition, Instant then, Consumer<KafkaProducer<byte[], byte[]>> end,
            Request... events) {
        try (KafkaProducer<byte[], byte[]> transactional = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers(), "transactional.id", "publisher"),
                new ByteArraySerializer(), new ByteArraySerializer())) {
            transactional.initTransactions();
            for (Request event : events) {
                transactional.beginTransaction();
                transactional.send(new ProducerRecord<>(Consumed.TOPIC, toPartition, then.toEpochMilli(), null,
                        event.bytes()));
                transactional.flush();
                end.accept(transactional);
            }
        }
    }

    /** As retention does. */
    void delete(TopicPartition partition, long before) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
            admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(before))).all().get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** That of a partition which no other test uses. */
    public Past past(Instant now) {
        int number = partition();
        return new Past(shared.producer, new TopicPartition(Settings.topics().status(), number), number, now);
    }

    /** The same, but with all results in one partition, which is that of {@link #withOneStatus()}. */
    Past pastWithOneStatus(Instant now) {
        return new Past(shared.producer, new TopicPartition(ONE_STATUS, 0), partition(), now);
    }

    static Topics withOneStatus() {
        return Settings.topicsWithStatus(ONE_STATUS);
    }

    /** A partition of the same topic that there is not: nobody answers for it. */
    static TopicPartition nowhere(TopicPartition partition) {
        return new TopicPartition(partition.topic(), PARTITIONS);
    }

    private int partition() {
        return shared.partition.getAndIncrement();
    }
}
