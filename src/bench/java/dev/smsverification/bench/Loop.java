package dev.smsverification.bench;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * What a good engineer would write by hand with kafka-clients and the Vert.x Web Client, and no more: no guards, no
 * retries, nothing known of duplicates. A thread polls while there is room; an event loop sends; what is done without a
 * gap is committed every second. It is the floor of what these libraries cost.
 */
final class Loop {

    private static final Duration POLL = Duration.ofMillis(10);
    private static final Duration COMMIT = Duration.ofSeconds(1);

    /** The offsets of a partition that are under way; confined to the event loop. */
    private static final class Partition {
        private final Queue<Long> taken = new ArrayDeque<>();
        private final Map<Long, Boolean> done = new HashMap<>();

        long finish(long offset) {
            done.put(offset, true);
            long upTo = -1;
            while (!taken.isEmpty() && done.remove(taken.peek()) != null) {
                upTo = taken.remove() + 1;
            }
            return upTo;
        }
    }

    private final Environment environment;
    private final Context context;
    private final Messages messages;
    private final KafkaConsumer<String, String> consumer;
    private final KafkaProducer<String, String> producer;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final Map<TopicPartition, Partition> partitions = new HashMap<>();
    private final Map<TopicPartition, OffsetAndMetadata> finished = new ConcurrentHashMap<>();

    private Loop(Environment environment) {
        Vertx vertx = Messages.vertx();
        this.environment = environment;
        this.context = vertx.getOrCreateContext();
        this.messages = new Messages(vertx, environment);
        this.consumer = new KafkaConsumer<>(Messages.consumer(environment));
        this.producer = new KafkaProducer<>(Messages.producer(environment));
    }

    public static void main(String[] arguments) {
        dev.smsverification.testing.QuietLogging.apply();
        new Loop(Environment.read()).run();
    }

    private void run() {
        consumer.subscribe(List.of(environment.requests()));
        long nextCommit = System.nanoTime() + COMMIT.toNanos();
        boolean paused = false;
        while (true) {
            ConsumerRecords<String, String> records = consumer.poll(POLL);
            if (!records.isEmpty()) {
                inFlight.addAndGet(records.count());
                context.runOnContext(_ -> records.forEach(this::handle));
            }
            boolean full = inFlight.get() >= environment.maxInFlight();
            if (full != paused) {
                if (full) {
                    consumer.pause(consumer.assignment());
                } else {
                    consumer.resume(consumer.assignment());
                }
                paused = full;
            }
            if (System.nanoTime() >= nextCommit) {
                nextCommit += COMMIT.toNanos();
                Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>(finished);
                offsets.keySet().retainAll(consumer.assignment());
                consumer.commitAsync(offsets, null);
            }
        }
    }

    private void handle(ConsumerRecord<String, String> event) {
        TopicPartition key = new TopicPartition(event.topic(), event.partition());
        Partition partition = partitions.computeIfAbsent(key, _ -> new Partition());
        partition.taken.add(event.offset());
        messages.send(event).onSuccess(status -> write(status, key, partition, event.offset()))
                .onFailure(Throwable::printStackTrace);
    }

    private void write(ProducerRecord<String, String> status, TopicPartition key, Partition partition, long offset) {
        producer.send(status, (_, failure) -> {
            if (failure != null) {
                failure.printStackTrace();
                return;
            }
            context.runOnContext(_ -> {
                inFlight.decrementAndGet();
                long upTo = partition.finish(offset);
                if (upTo >= 0) {
                    finished.put(key, new OffsetAndMetadata(upTo));
                }
            });
        });
    }
}
