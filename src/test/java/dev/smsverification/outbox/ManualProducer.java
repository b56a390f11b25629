package dev.smsverification.outbox;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.smallrye.reactive.messaging.kafka.KafkaProducer;

/** Kafka's mock, whose thread runs a task when the test says so. All topics have three partitions. */
final class ManualProducer extends MockProducer<byte[], byte[]> {

    static final int PARTITIONS = 3;

    final Queue<Flush> flushes = new ConcurrentLinkedQueue<>();
    /** Topics whose lookup fails. */
    final Set<String> missing = new HashSet<>();
    final List<String> lookups = new ArrayList<>();

    ManualProducer(String... topics) {
        super(Cluster.empty().withPartitions(partitions(topics)), false, null, new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** A task for the producer's thread. */
    record Flush(Consumer<Producer<byte[], byte[]>> task, ManualProducer producer, UniEmitter<? super Void> done) {

        void happens() {
            task.accept(producer);
            done.complete(null);
        }

        void isRefused() {
            done.fail(new IllegalStateException("ended"));
        }
    }

    /** As SmallRye wraps it; it only runs tasks on its thread. */
    @SuppressWarnings("unchecked")
    KafkaProducer<byte[], byte[]> wrapped() {
        return (KafkaProducer<byte[], byte[]>) Proxy.newProxyInstance(KafkaProducer.class.getClassLoader(),
                new Class<?>[]{KafkaProducer.class}, (_, _, arguments) -> Uni.createFrom().<Void>emitter(
                        done -> flushes.add(new Flush((Consumer<Producer<byte[], byte[]>>) arguments[0], this, done))));
    }

    @Override
    public List<PartitionInfo> partitionsFor(String topic) {
        lookups.add(topic);
        if (missing.contains(topic)) {
            throw new TimeoutException("no such topic");
        }
        return super.partitionsFor(topic);
    }

    private static Map<TopicPartition, PartitionInfo> partitions(String... topics) {
        return Stream.of(topics)
                .flatMap(topic -> IntStream.range(0, PARTITIONS).mapToObj(number -> new TopicPartition(topic, number)))
                .collect(Collectors.toMap(partition -> partition, partition -> new PartitionInfo(partition.topic(),
                        partition.partition(), Node.noNode(), new Node[0], new Node[0])));
    }
}
