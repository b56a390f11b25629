package dev.smsverification.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;

import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class ClusterTest {

    private static final String TOPIC = "numbers";

    @Test
    void takesRecordsWhileOneBrokerOfThreeIsDown() throws Exception {
        try (Cluster cluster = Cluster.start(3)) {
            Broker.createTopic(cluster.bootstrapServers(), TOPIC, 3);

            cluster.stopBroker(0);
            produceToEachPartition(cluster, "without the first");
            cluster.startBroker(0);
            cluster.stopBroker(1);
            produceToEachPartition(cluster, "without the second");

            assertThat(consume(cluster, 6)).hasSize(6).containsOnly("without the first", "without the second");
        }
    }

    @Test
    void keepsRecordsWhenTheOnlyBrokerIsRestarted() throws Exception {
        try (Cluster cluster = Cluster.start(1)) {
            Broker.createTopic(cluster.bootstrapServers(), TOPIC, 3);
            produceToEachPartition(cluster, "before");

            cluster.stopBroker(0);
            cluster.startBroker(0);

            assertThat(consume(cluster, 3)).containsExactly("before", "before", "before");
        }
    }

    private static void produceToEachPartition(Cluster cluster, String value)
            throws ExecutionException, InterruptedException {
        Map<String, Object> settings = Map.of("bootstrap.servers", cluster.bootstrapServers(), "acks", "all");
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            for (int partition = 0; partition < 3; partition++) {
                producer.send(new ProducerRecord<>(TOPIC, partition, null, value)).get();
            }
        }
    }

    private static List<String> consume(Cluster cluster, int count) {
        Map<String, Object> settings = Map.of("bootstrap.servers", cluster.bootstrapServers(), "auto.offset.reset",
                "earliest");
        List<String> values = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(IntStream.range(0, 3).mapToObj(partition -> new TopicPartition(TOPIC, partition)).toList());
            await().until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(kafkaRecord -> values.add(kafkaRecord.value()));
                return values.size() >= count;
            });
        }
        return values;
    }
}
