package dev.smsverification.replay;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Publishes in small transactions, each whole or not at all. */
final class ReplayProducer implements AutoCloseable {

    /** Small, because a stop waits for the current transaction, and the worker reads nothing behind an open one. */
    static final int BATCH = 50;

    /** How long the worker waits at most for a transaction whose replay was killed and not run again. */
    private static final Duration LONGEST_TRANSACTION = Duration.ofSeconds(10);
    private static final int LARGEST_RECORD = 32 * 1024 * 1024;
    private static final ByteArraySerializer BYTES = new ByteArraySerializer();

    private final KafkaProducer<byte[], byte[]> producer;
    private final String topic;

    private ReplayProducer(KafkaProducer<byte[], byte[]> producer, String topic) {
        this.producer = producer;
        this.topic = topic;
    }

    /** When this returns, any other replay between these topics is fenced, and its open transaction is aborted. */
    static ReplayProducer begin(Map<String, Object> kafka, ReplayTopics topics) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, topics.transactionalId());
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, Math.toIntExact(LONGEST_TRANSACTION.toMillis()));
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Math.toIntExact(LONGEST_TRANSACTION.toMillis()));
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.toIntExact(LONGEST_TRANSACTION.toMillis()));
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_RECORD);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // Idempotence refuses more than 5. As the worker's producer, which ignores what is configured.
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(settings, BYTES, BYTES);
        ReplayProducer publishing = new ReplayProducer(producer, topics.requested());
        try {
            producer.initTransactions();
            return publishing;
        } catch (RuntimeException failure) {
            publishing.close();
            throw failure;
        }
    }

    /** @return how many of the candidates, in their order, have been committed */
    int publish(List<Candidate> candidates, Progress progress, BooleanSupplier stop, InstantSource clock) {
        int partitions = candidates.isEmpty() ? 0 : producer.partitionsFor(topic).size();
        int published = 0;
        while (published < candidates.size() && !stop.getAsBoolean()) {
            int next = Math.min(published + BATCH, candidates.size());
            List<Candidate> batch = candidates.subList(published, next);
            transaction(() -> batch
                    .forEach(it -> producer.send(ReplayRecord.of(it.letter(), topic, partitions, clock.instant()))));
            published = next;
            progress.at("publishing", published, candidates.size());
        }
        return published;
    }

    private void transaction(Runnable sending) {
        try {
            producer.beginTransaction();
            sending.run();
            producer.commitTransaction();
        } catch (ProducerFencedException | InvalidProducerEpochException _) {
            throw new ReplayException("another replay has begun, which goes on with the rest");
        }
    }

    /** Undoes what has not been committed, as the producer does by itself. */
    @Override
    public void close() {
        producer.close(LONGEST_TRANSACTION);
    }
}
