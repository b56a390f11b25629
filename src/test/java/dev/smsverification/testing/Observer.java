package dev.smsverification.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;

/**
 * Watches topics from their beginning, and remembers all it saw. Topics may be created later. Not safe for concurrent
 * use.
 */
public final class Observer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final KafkaConsumer<String, byte[]> consumer;
    private final List<Observed> seen = new ArrayList<>();

    private Observer(String bootstrapServers, List<String> topics) {
        consumer = new KafkaConsumer<>(Map.of( //
                "bootstrap.servers", bootstrapServers, //
                "group.id", "observer-" + UUID.randomUUID(), //
                "auto.offset.reset", "earliest", //
                "allow.auto.create.topics", "false", //
                // How long a topic that is created later stays unknown.
                "metadata.max.age.ms", "500", //
                "isolation.level", "read_committed"), new StringDeserializer(), new ByteArrayDeserializer());
        consumer.subscribe(topics);
    }

    public static Observer of(String bootstrapServers, String... topics) {
        return new Observer(bootstrapServers, List.of(topics));
    }

    /** All records seen so far, in the order of each partition. */
    public List<Observed> seen() {
        return List.copyOf(seen);
    }

    /** The records that arrive next; waits for the first of them, no longer than told. */
    public List<Observed> next(Duration wait) {
        List<Observed> arrived = StreamSupport.stream(consumer.poll(wait).spliterator(), false).map(Observed::of)
                .toList();
        seen.addAll(arrived);
        return arrived;
    }

    /** The first such record, seen already or within a minute; fails if there is none. */
    public Observed await(Predicate<Observed> such) {
        return await(1, such).getFirst();
    }

    /** At least that many such records, seen already or within a minute; fails if there are fewer. */
    public List<Observed> await(int count, Predicate<Observed> such) {
        awaitUntil(all -> all.stream().filter(such).count() >= count);
        return seen.stream().filter(such).toList();
    }

    /** Watches until what was seen is as wanted; fails if it is not within a minute. */
    public void awaitUntil(Predicate<List<Observed>> wanted) {
        Awaitility.await().atMost(PATIENCE).pollInSameThread().pollDelay(Duration.ZERO).until(() -> {
            next(Duration.ofMillis(100));
            return wanted.test(seen);
        });
    }

    /** All records that are there now, as soon as there is one. */
    public List<Observed> all() {
        awaitUntil(some -> !some.isEmpty());
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        awaitUntil(_ -> ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue()));
        return seen();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
