package dev.smsverification.guarantee;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

import dev.smsverification.testing.Publisher;

/**
 * Publishes requests, watches what becomes of them and, when they have come to rest, tells all that could be seen. What runs
 * meanwhile, and what happens to it, is up to the caller. Safe for concurrent use.
 */
public final class Scenario implements AutoCloseable {

    private final KafkaProducer<String, byte[]> producer;
    private final Watch watch;
    private final Supplier<List<Posted>> posts;
    private final Queue<Published> published = new ConcurrentLinkedQueue<>();
    private final Queue<Exception> failures = new ConcurrentLinkedQueue<>();

    /** @param posts all requests for messages that Twilio has seen so far */
    public Scenario(String bootstrapServers, Supplier<List<Posted>> posts) {
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "linger.ms", "5", "compression.type",
                        "lz4",
                        "client.id", "scenario"),
                new StringSerializer(), new ByteArraySerializer());
        this.watch = new Watch(bootstrapServers, Topics.USUAL);
        this.posts = posts;
    }

    /** Publishes without waiting; the order of calls is the order in the partition. */
    public void publish(Draft draft) {
        ProducerRecord<String, byte[]> written = new ProducerRecord<>(Publisher.REQUESTS,
                draft.key().isEmpty() ? null : draft.key(), draft.value());
        draft.headers().forEach((name, text) -> written.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        producer.send(written, (at, failure) -> {
            if (failure == null) {
                published.add(draft.at(placeOf(at), Instant.ofEpochMilli(at.timestamp())));
            } else {
                failures.add(failure);
            }
        });
    }

    /** Waits until everything that was published is durable. */
    public void flush() {
        producer.flush();
        if (!failures.isEmpty()) {
            throw new IllegalStateException("cannot publish", failures.peek());
        }
    }

    /** The status records so far, in the order of each partition. */
    public List<Reported> reported() {
        return watch.reported();
    }

    /** Waits until every published record has ended, and answers whether they all have. */
    public boolean awaitEnd(Duration atMost) {
        flush();
        return watch.awaitEnd(published::size, atMost);
    }

    /**
     * What can be seen now. To be called when nothing moves any more.
     *
     * @param logs where the workers have printed to
     */
    public Evidence evidence(List<Path> logs) {
        watch.awaitQuiet();
        return new Evidence(List.copyOf(published), posts.get(), watch.reported(), watch.deadLetters(),
                watch.retries(), logs.stream().flatMap(Aftermath::lines).toList());
    }

    @Override
    public void close() {
        producer.close();
        watch.close();
    }

    private static Place placeOf(RecordMetadata at) {
        return new Place(at.topic(), at.partition(), at.offset());
    }
}
