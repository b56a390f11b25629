package dev.smsverification.path;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;

import dev.smsverification.contract.ContractSchemas;
import dev.smsverification.event.HeaderNames;
import dev.smsverification.event.Source;
import dev.smsverification.event.Status;

/** The worker's topics, byte for byte: publishes requests and reads back all that comes of them. */
final class Wire implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String bootstrapServers;
    private final String topics;
    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<ConsumerRecord<byte[], byte[]>> seen = new ArrayList<>();

    /** @param topics what the names of all topics begin with */
    Wire(String bootstrapServers, String topics) {
        this.bootstrapServers = bootstrapServers;
        this.topics = topics;
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "max.request.size", "16777216"),
                new ByteArraySerializer(), new ByteArraySerializer());
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "group.id", "wire-" + UUID.randomUUID(),
                        "auto.offset.reset", "earliest", "metadata.max.age.ms", "500"),
                new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.subscribe(Pattern.compile(Pattern.quote(topics) + "\\.(?!requested).*"));
    }

    /** Publishes to a partition of the requests; answers where the record stands. */
    Source publish(int partition, byte[] key, byte[] value, Map<String, byte[]> headers) {
        var request = new ProducerRecord<>(topics + ".requested", partition, key, value);
        headers.forEach(request.headers()::add);
        try {
            RecordMetadata written = producer.send(request).get();
            return new Source(written.topic(), written.partition(), written.offset(),
                    Instant.ofEpochMilli(written.timestamp()));
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException("cannot publish", e);
        }
    }

    /** The same in a transaction, whose mark is then the last thing in the partition. */
    void publishInTransaction(int partition, byte[] value) {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers, "transactional.id",
                "wire-" + UUID.randomUUID());
        try (KafkaProducer<byte[], byte[]> transactional = new KafkaProducer<>(settings, new ByteArraySerializer(),
                new ByteArraySerializer())) {
            transactional.initTransactions();
            transactional.beginTransaction();
            transactional.send(new ProducerRecord<>(topics + ".requested", partition, null, value));
            transactional.commitTransaction();
        }
    }

    /** The status record that says this of this event; it keeps to the contract, or this fails. */
    ConsumerRecord<byte[], byte[]> status(String eventId, Status status) {
        var found = await("status", it -> header(it, HeaderNames.EVENT_ID).equals(eventId)
                && header(it, HeaderNames.STATUS).equals(status.name()));
        assertThat(ContractSchemas.statusRecord(found)).isEmpty();
        return found;
    }

    /** The dead letter of the request that stands there; its headers keep to the contract, or this fails. */
    ConsumerRecord<byte[], byte[]> deadLetter(Source source) {
        var found = await("dead-letter", it -> isDeadLetter(it, source));
        assertThat(ContractSchemas.deadLetterHeaders(found.headers())).isEmpty();
        return found;
    }

    /** The first retry of the request that stands there; its headers keep to the contract, or this fails. */
    ConsumerRecord<byte[], byte[]> retry(String delay, Source source) {
        var found = await("retry-" + delay,
                it -> header(it, HeaderNames.SOURCE_PARTITION).equals(Integer.toString(source.partition()))
                        && header(it, HeaderNames.SOURCE_OFFSET).equals(Long.toString(source.offset())));
        assertThat(ContractSchemas.retryHeaders(found.headers())).isEmpty();
        return found;
    }

    /** Whether the dead-letter topic, as it is now, holds the request that stands there. */
    boolean isDead(Source source) {
        readToEnd();
        return seen.stream().anyMatch(it -> it.topic().equals(topics + ".dead-letter") && isDeadLetter(it, source));
    }

    /** How many status records there are, as the topic is now, for this event. */
    long statuses(String eventId) {
        readToEnd();
        return seen.stream().filter(it -> it.topic().equals(topics + ".status")
                && header(it, HeaderNames.EVENT_ID).equals(eventId)).count();
    }

    private static boolean isDeadLetter(ConsumerRecord<byte[], byte[]> found, Source source) {
        return header(found, HeaderNames.DEAD_LETTER_PARTITION).equals(Integer.toString(source.partition()))
                && header(found, HeaderNames.DEAD_LETTER_OFFSET).equals(Long.toString(source.offset()));
    }

    /** The last header of this name, empty if there is none. */
    static String header(ConsumerRecord<byte[], byte[]> found, String name) {
        var header = found.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), UTF_8);
    }

    private ConsumerRecord<byte[], byte[]> await(String topic, Predicate<ConsumerRecord<byte[], byte[]>> such) {
        Predicate<ConsumerRecord<byte[], byte[]>> wanted = such.and(it -> it.topic().equals(topics + "." + topic));
        readUntil(() -> seen.stream().anyMatch(wanted));
        return seen.stream().filter(wanted).findFirst().orElseThrow();
    }

    private void readToEnd() {
        var ends = consumer.endOffsets(consumer.assignment());
        readUntil(() -> ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue()));
    }

    private void readUntil(Callable<Boolean> done) {
        Awaitility.await().atMost(PATIENCE).pollInSameThread().pollDelay(Duration.ZERO).until(() -> {
            consumer.poll(Duration.ofMillis(100)).forEach(seen::add);
            return done.call();
        });
    }

    @Override
    public void close() {
        producer.close();
        consumer.close();
    }
}
