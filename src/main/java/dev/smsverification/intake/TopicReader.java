package dev.smsverification.intake;

import static java.util.stream.Collectors.toSet;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads stretches of partitions, apart from any group. Blocks; not for the event loop. */
final class TopicReader implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final KafkaConsumer<byte[], byte[]> consumer;

    TopicReader(Map<String, Object> kafka) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "ledger");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.keySet().removeAll(Set.of(ConsumerConfig.GROUP_ID_CONFIG, ConsumerConfig.GROUP_INSTANCE_ID_CONFIG));
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        // What comes at once has to fit into a small heap, even where every record has a megabyte, and was compressed.
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 8 * 1_024 * 1_024);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 50);
        // What is asked for is there. A fetch that waits for more would hold up the next question on its connection.
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 0);
        // Each topic is news to this consumer: without this, it waits before it asks who leads its partitions.
        settings.put(ConsumerConfig.RETRY_BACKOFF_MS_CONFIG, 10);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(PATIENCE.toMillis()));
        this.consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    int partitions(String topic) {
        return consumer.partitionsFor(topic).size();
    }

    Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) {
        return consumer.endOffsets(partitions);
    }

    /** For each partition the offset of its first record that is no older than {@code since}, or its {@code otherwise}. */
    Map<TopicPartition, Long> offsetsAt(Map<TopicPartition, Instant> since, Map<TopicPartition, Long> otherwise) {
        Map<TopicPartition, Long> millis = new HashMap<>();
        since.forEach((partition, instant) -> millis.put(partition, instant.toEpochMilli()));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        consumer.offsetsForTimes(millis).forEach((partition, found) -> offsets.put(partition,
                found == null ? otherwise.get(partition) : Long.valueOf(found.offset())));
        return offsets;
    }

    /** Reads what a topic holds that is no older than {@code since}; of each partition no more than the {@code most} latest records. */
    int readSince(String topic, Instant since, long most, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        Map<TopicPartition, Instant> all = new HashMap<>();
        consumer.partitionsFor(topic).forEach(it -> all.put(new TopicPartition(topic, it.partition()), since));
        Map<TopicPartition, Long> ends = ends(all.keySet());
        Map<TopicPartition, Long> from = offsetsAt(all, ends);
        from.replaceAll((partition, offset) -> Math.max(ends.get(partition) - most, offset));
        return read(from, ends, each);
    }

    /**
     * Reads each partition from its first offset up to, and without, its last.
     *
     * @param to may be lowered meanwhile, so that no more is read of a partition
     * @return how many records there were
     * @throws TimeoutException where nothing comes for long
     */
    int read(Map<TopicPartition, Long> from, Map<TopicPartition, Long> to,
            Consumer<ConsumerRecord<byte[], byte[]>> each) {
        Set<TopicPartition> left = new HashSet<>(from.keySet());
        consumer.assign(left);
        consumer.resume(left);
        from.forEach(consumer::seek);
        int count = 0;
        Instant deadline = Instant.now().plus(PATIENCE);
        for (leaveRead(left, to); !left.isEmpty(); leaveRead(left, to)) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                if (record.offset() < to.get(new TopicPartition(record.topic(), record.partition()))) {
                    each.accept(record);
                    count++;
                    deadline = Instant.now().plus(PATIENCE);
                }
            }
            if (Instant.now().isAfter(deadline)) {
                throw new TimeoutException("no records of " + left + " within " + PATIENCE);
            }
        }
        return count;
    }

    /** All that was fetched of a partition would have to be polled, also behind its last offset, before another gets its turn. */
    private void leaveRead(Set<TopicPartition> left, Map<TopicPartition, Long> to) {
        Set<TopicPartition> read = left.stream().filter(it -> consumer.position(it) >= to.get(it)).collect(toSet());
        consumer.pause(read);
        left.removeAll(read);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
