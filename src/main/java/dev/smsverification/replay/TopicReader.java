package dev.smsverification.replay;

import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a topic up to the end that it had when the reading began, without the records of transactions that were aborted. */
final class TopicReader {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ByteArrayDeserializer BYTES = new ByteArrayDeserializer();

    private final Map<String, Object> kafka;
    private final Progress progress;

    TopicReader(Map<String, Object> kafka, Progress progress) {
        this.kafka = kafka;
        this.progress = progress;
    }

    /**
     * Reads every record from the beginning.
     *
     * @throws ReplayException where the end cannot be reached
     */
    void read(String topic, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        read(topic, KafkaConsumer::beginningOffsets, each);
    }

    /** Reads every record from the first with that timestamp or a later one. */
    void read(String topic, Instant from, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        read(topic, (consumer, partitions) -> offsets(consumer, partitions, from), each);
    }

    private interface Start {
        Map<TopicPartition, Long> of(KafkaConsumer<byte[], byte[]> consumer, Collection<TopicPartition> partitions);
    }

    private void read(String topic, Start start, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer("read_committed")) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition())).toList();
            if (partitions.isEmpty()) {
                throw new ReplayException("the topic " + topic + " is missing");
            }
            Map<TopicPartition, Long> ends = ends(partitions);
            consumer.assign(partitions);
            start.of(consumer, partitions).forEach(consumer::seek);
            drain(topic, consumer, ends, each);
        }
    }

    /** Not the ends that {@code read_committed} sees: in front of those a transaction of somebody else may stand, hiding what is behind it. */
    private Map<TopicPartition, Long> ends(List<TopicPartition> partitions) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer("read_uncommitted")) {
            return consumer.endOffsets(partitions);
        }
    }

    private static Map<TopicPartition, Long> offsets(KafkaConsumer<byte[], byte[]> consumer,
            Collection<TopicPartition> partitions, Instant from) {
        Map<TopicPartition, Long> offsets = new HashMap<>(consumer.endOffsets(partitions));
        consumer.offsetsForTimes(partitions.stream().collect(toMap(it -> it, _ -> from.toEpochMilli())))
                .forEach((partition, found) -> {
                    if (found != null) {
                        offsets.put(partition, found.offset());
                    }
                });
        return offsets;
    }

    private void drain(String topic, KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends,
            Consumer<ConsumerRecord<byte[], byte[]>> each) {
        long start = left(consumer, ends);
        long before = start;
        Instant moved = Instant.now();
        for (long left = start; left > 0; left = left(consumer, ends)) {
            if (left < before) {
                before = left;
                moved = Instant.now();
            } else if (moved.plus(PATIENCE).isBefore(Instant.now())) {
                throw new ReplayException("the end of " + topic + " cannot be read: Kafka does not answer,"
                        + " or somebody's transaction is open in the topic");
            }
            progress.at("reading " + topic, start - left, start);
            consumer.poll(POLL).forEach(record -> {
                if (record.offset() < ends.get(new TopicPartition(record.topic(), record.partition()))) {
                    each.accept(record);
                }
            });
        }
    }

    private static long left(KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().mapToLong(end -> Math.max(0, end.getValue() - consumer.position(end.getKey())))
                .sum();
    }

    private KafkaConsumer<byte[], byte[]> consumer(String isolation) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        // As in the worker: what comes at once has to fit into its small heap, in a Job with its image.
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 8 * 1_024 * 1_024);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 50);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return new KafkaConsumer<>(settings, BYTES, BYTES);
    }
}
