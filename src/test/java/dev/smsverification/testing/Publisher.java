package dev.smsverification.testing;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes records, each durable when the method returns. Safe for concurrent use. */
public final class Publisher implements AutoCloseable {

    /** Where the worker looks for requests unless told otherwise. */
    public static final String REQUESTS = "sms.verification.requested";

    private final KafkaProducer<String, byte[]> producer;

    public Publisher(String bootstrapServers) {
        producer = new KafkaProducer<>(Map.of("bootstrap.servers", bootstrapServers, "acks", "all"),
                new StringSerializer(), new ByteArraySerializer());
    }

    /** Writes a request under its phone number, as the contract recommends. */
    public RecordMetadata publish(Request request) {
        return publish(REQUESTS, request.phone(), request.bytes(), Map.of());
    }

    /**
     * @param key null for none
     * @param value null for a tombstone
     */
    public RecordMetadata publish(String topic, String key, byte[] value, Map<String, String> headers) {
        ProducerRecord<String, byte[]> written = new ProducerRecord<>(topic, key, value);
        headers.forEach((name, text) -> written.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        try {
            return producer.send(written).get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException("cannot write to " + topic, e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
