package dev.smsverification.testing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;

/**
 * A real Kafka broker for tests, and the one place that decides which: Testcontainers' where a Docker engine
 * already has the images (nothing is ever pulled) and runs them, else one inside this process. Topics are never created by accident.
 */
public final class Broker implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Broker.class);

    private final String bootstrapServers;
    private final Runnable stop;

    private Broker(String bootstrapServers, Runnable stop) {
        this.bootstrapServers = bootstrapServers;
        this.stop = stop;
    }

    /** Starts a broker and says in one log line which; it answers when this returns. */
    public static Broker start() {
        Optional<ContainerKafka> container = ContainerKafka.startIfPossible();
        Broker broker = container.map(it -> new Broker(it.bootstrapServers(), it::close)).orElseGet(Broker::embedded);
        LOG.infof("Kafka for tests: %s at %s",
                container.isPresent()
                        ? "Testcontainers"
                        : "embedded (no Docker engine that has the images and runs them)",
                broker.bootstrapServers);
        return broker;
    }

    private static Broker embedded() {
        Cluster cluster = Cluster.start(1);
        return new Broker(cluster.bootstrapServers(), cluster::close);
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Creates a topic; it can be used when this returns. */
    public void createTopic(String name, int partitions) {
        createTopic(bootstrapServers, name, partitions);
    }

    /** Creates a topic on any cluster; it can be used when this returns. */
    public static void createTopic(String bootstrapServers, String name, int partitions) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(List.of(new NewTopic(name, Optional.of(partitions), Optional.empty()))).all().get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException("cannot create topic " + name, e);
        }
        awaitLeaders(bootstrapServers, name, partitions);
    }

    /** Brokers hear of a topic one after the other, and a producer whose first write is refused may wait for ever. */
    private static void awaitLeaders(String bootstrapServers, String topic, int partitions) {
        try (var consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", bootstrapServers),
                new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.endOffsets(
                    IntStream.range(0, partitions).mapToObj(number -> new TopicPartition(topic, number)).toList());
        }
    }

    @Override
    public void close() {
        stop.run();
    }
}
