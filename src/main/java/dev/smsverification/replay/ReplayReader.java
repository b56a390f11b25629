package dev.smsverification.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

import dev.smsverification.topic.TopicReader;

/** Reads topics up to the end that they had when the reading began, and fails where somebody's open transaction hides a part of it. */
final class ReplayReader {

    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String NAME = "replay";

    private final Map<String, Object> kafka;
    private final Progress progress;
    private final BooleanSupplier stop;
    private final Duration patience;

    /**
     * @param stop asked whenever there is progress to tell, ten times a second and more
     * @param patience how long to wait for an answer or for the next record
     */
    ReplayReader(Map<String, Object> kafka, Progress progress, BooleanSupplier stop, Duration patience) {
        this.kafka = kafka;
        this.progress = progress;
        this.stop = stop;
        this.patience = patience;
    }

    /**
     * Reads every record from the beginning.
     *
     * @throws ReplayException where the end cannot be reached, and where the caller wants it to stop
     */
    void read(String topic, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        read(topic, (reader, ends) -> reader.beginnings(ends.keySet()), each);
    }

    /** Reads every record from the first on that has that timestamp or a later one. */
    void read(String topic, Instant from, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        read(topic, (reader, ends) -> {
            Map<TopicPartition, Instant> since = new HashMap<>();
            ends.keySet().forEach(partition -> since.put(partition, from));
            // Of a partition without such a record, from the end of what is committed: an open transaction may hide one behind it.
            return reader.offsetsAt(since, reader.ends(ends.keySet()));
        }, each);
    }

    /** @param start from which offsets, given the ends */
    void read(String topic, BiFunction<TopicReader, Map<TopicPartition, Long>, Map<TopicPartition, Long>> start,
            Consumer<ConsumerRecord<byte[], byte[]>> each) {
        try (TopicReader reader = new TopicReader(kafka, NAME, IsolationLevel.READ_COMMITTED, patience)) {
            Map<TopicPartition, Long> ends = ends(reader.partitions(topic));
            if (ends.isEmpty()) {
                throw new ReplayException("the topic " + topic + " is missing");
            }
            Map<TopicPartition, Long> from = new HashMap<>(start.apply(reader, ends));
            // What was published since the ends were asked for may be the first record wanted.
            from.replaceAll((partition, offset) -> Math.min(offset, ends.get(partition)));
            read(topic, reader, from, ends, each);
        }
    }

    private void read(String topic, TopicReader reader, Map<TopicPartition, Long> from, Map<TopicPartition, Long> to,
            Consumer<ConsumerRecord<byte[], byte[]>> each) {
        long all = sum(to) - sum(from);
        try {
            reader.read(from, to, each, left -> tell(topic, all - left, all));
        } catch (TimeoutException _) {
            throw new ReplayException("the end of " + topic + " cannot be read: Kafka does not answer,"
                    + " or somebody's transaction is open in the topic");
        }
    }

    private void tell(String topic, long done, long all) {
        if (stop.getAsBoolean()) {
            throw new ReplayException("interrupted while reading " + topic + "; nothing was published");
        }
        progress.at("reading " + topic, done, all);
    }

    private static long sum(Map<TopicPartition, Long> offsets) {
        return offsets.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Not the ends of what is committed: in front of those a transaction of somebody else may stand, hiding what is behind it. */
    private Map<TopicPartition, Long> ends(List<TopicPartition> partitions) {
        try (TopicReader reader = new TopicReader(kafka, NAME, IsolationLevel.READ_UNCOMMITTED, patience)) {
            return reader.ends(partitions);
        }
    }
}
