package dev.smsverification.topic;

import static java.util.stream.Collectors.toSet;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads stretches of partitions, apart from any group. Blocks; not for the event loop, and for one thread. Every method throws a
 * {@link org.apache.kafka.common.KafkaException} where Kafka refuses, or does not answer in time.
 */
public final class TopicReader implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Duration patience;

    /**
     * With {@link IsolationLevel#READ_COMMITTED}, committed records alone are read. With {@link IsolationLevel#READ_UNCOMMITTED}, the ends of
     * partitions are those behind transactions that are still open.
     *
     * @param kafka the settings of the clients
     * @param name how the brokers know it
     * @param patience how long to wait for an answer
     */
    public TopicReader(Map<String, Object> kafka, String name, IsolationLevel isolation, Duration patience) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, name);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.keySet().removeAll(Set.of(ConsumerConfig.GROUP_ID_CONFIG, ConsumerConfig.GROUP_INSTANCE_ID_CONFIG));
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation.toString());
        // One response has to fit into a small heap, even where every record has a megabyte and is compressed.
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 8 * 1_024 * 1_024);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 50);
        // Only existing records are read. A fetch that waits for more would delay the next request on its connection.
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 0);
        // Metadata of each topic is new to this consumer, which would wait longer before it asks for it again.
        settings.put(ConsumerConfig.RETRY_BACKOFF_MS_CONFIG, 10);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(patience.toMillis()));
        this.patience = patience;
        this.consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Whether a client of Kafka could not be made because no broker's name can be resolved; single settings are looked at before. */
    public static boolean isUnresolvedBroker(Throwable failure) {
        return failure.getCause() instanceof ConfigException;
    }

    /** The partitions of a topic; none where it is missing. */
    public List<TopicPartition> partitions(String topic) {
        return consumer.partitionsFor(topic).stream().map(it -> new TopicPartition(topic, it.partition())).toList();
    }

    /** For each partition the offset of the first record that Kafka still keeps. */
    public Map<TopicPartition, Long> beginnings(Collection<TopicPartition> partitions) {
        return consumer.beginningOffsets(partitions);
    }

    /** For each partition the offset that follows its last record. */
    public Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) {
        return consumer.endOffsets(partitions);
    }

    /** For each partition the offset of its first record that is no older than {@code since}, or its {@code otherwise}. */
    public Map<TopicPartition, Long> offsetsAt(Map<TopicPartition, Instant> since,
            Map<TopicPartition, Long> otherwise) {
        Map<TopicPartition, Long> millis = new HashMap<>();
        since.forEach((partition, instant) -> millis.put(partition, instant.toEpochMilli()));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        consumer.offsetsForTimes(millis).forEach((partition, found) -> offsets.put(partition,
                found == null ? otherwise.get(partition) : Long.valueOf(found.offset())));
        return offsets;
    }

    /** Reads what a topic holds that is no older than {@code since}; of each partition no more than the {@code most} latest records. */
    public int readSince(String topic, Instant since, long most, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        Map<TopicPartition, Instant> all = new HashMap<>();
        partitions(topic).forEach(partition -> all.put(partition, since));
        Map<TopicPartition, Long> ends = ends(all.keySet());
        Map<TopicPartition, Long> from = offsetsAt(all, ends);
        from.replaceAll((partition, offset) -> Math.max(ends.get(partition) - most, offset));
        return read(from, ends, each);
    }

    /** As {@link #read(Map, Map, Consumer, LongConsumer)}, without progress. */
    public int read(Map<TopicPartition, Long> from, Map<TopicPartition, Long> to,
            Consumer<ConsumerRecord<byte[], byte[]>> each) {
        return read(from, to, each, _ -> {});
    }

    /**
     * Reads each partition from one offset up to, but not including, another.
     *
     * @param to may be lowered meanwhile, to read no more of a partition
     * @param left called repeatedly with the number of offsets that are left
     * @return how many records there were
     * @throws TimeoutException where there is no progress within the patience
     */
    public int read(Map<TopicPartition, Long> from, Map<TopicPartition, Long> to,
            Consumer<ConsumerRecord<byte[], byte[]>> each, LongConsumer left) {
        Set<TopicPartition> unread = new HashSet<>(from.keySet());
        consumer.assign(unread);
        consumer.resume(unread);
        from.forEach(consumer::seek);
        int count = 0;
        long last = -1;
        long moved = System.nanoTime();
        for (leaveRead(unread, to); !unread.isEmpty(); leaveRead(unread, to)) {
            long now = unread.stream().mapToLong(it -> to.get(it) - consumer.position(it)).sum();
            left.accept(now);
            if (now != last) {
                last = now;
                moved = System.nanoTime();
            } else if (System.nanoTime() - moved > patience.toNanos()) {
                throw new TimeoutException("no records of " + unread + " within " + patience);
            }
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (record.offset() < to.get(new TopicPartition(record.topic(), record.partition()))) {
                    each.accept(record);
                    count++;
                }
            }
        }
        return count;
    }

    /** Otherwise all that was fetched of a partition, also past its last offset, would have to be polled before the next gets its turn. */
    private void leaveRead(Set<TopicPartition> unread, Map<TopicPartition, Long> to) {
        Set<TopicPartition> read = unread.stream().filter(it -> consumer.position(it) >= to.get(it)).collect(toSet());
        consumer.pause(read);
        unread.removeAll(read);
    }

    /** Ends the current request, or else the next one, with a {@link WakeupException}. Safe for concurrent use, unlike the rest. */
    public void wakeup() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
