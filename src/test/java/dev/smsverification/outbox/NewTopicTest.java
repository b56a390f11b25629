package dev.smsverification.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;

import dev.smsverification.topic.Settings;

/** The producer, as it is configured, writes to a topic that the broker does not know at first. */
class NewTopicTest {

    private static final String TOPIC = "status";
    private static final String CHANNEL = "mp.messaging.outgoing.outbox.";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** The broker takes any number of a producer for the first, and then none before it: what came before would wait for ever. */
    @Test
    void whatIsWrittenBehindARefusedOneIsNotTakenBeforeIt() throws Exception {
        try (HesitantBroker broker = new HesitantBroker(TOPIC)) {
            KafkaProducer<byte[], byte[]> producer = producer(broker.bootstrapServers());
            try {
                var first = producer.send(new ProducerRecord<>(TOPIC, "first".getBytes()));
                await().until(broker::hesitated);
                var second = producer.send(new ProducerRecord<>(TOPIC, "second".getBytes()));

                assertThat(first).succeedsWithin(PATIENCE).extracting(RecordMetadata::offset).isEqualTo(0L);
                assertThat(second).succeedsWithin(PATIENCE).extracting(RecordMetadata::offset).isEqualTo(1L);
            } finally {
                // It would wait for what cannot be written.
                producer.close(Duration.ZERO);
            }
        }
    }

    private static KafkaProducer<byte[], byte[]> producer(String bootstrapServers) {
        Properties file = Settings.ofTheWorker();
        Map<String, Object> settings = new HashMap<>();
        ProducerConfig.configNames().stream().filter(name -> file.containsKey(CHANNEL + name))
                .forEach(name -> settings.put(name, file.getProperty(CHANNEL + name)));
        settings.put("bootstrap.servers", bootstrapServers);
        return new KafkaProducer<>(settings);
    }
}
