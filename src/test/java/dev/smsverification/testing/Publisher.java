package dev.smsverification.testing;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

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

    /** Writes many at once, each under its id. */
    public void publishAll(String topic, List<Request> requests, Map<String, String> headers) {
        requests.stream().map(request -> send(topic, request.id(), request.bytes(), headers)).toList()
                .forEach(Publisher::written);
    }

    /**
     * @param key null for none
     * @param value null for a tombstone
     */
    public RecordMetadata publish(String topic, String key, byte[] value, Map<String, String> headers) {
        return written(send(topic, key, value, headers));
    }

    private Future<RecordMetadata> send(String topic, String key, byte[] value, Map<String, String> headers) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic, key, value);
        headers.forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        return producer.send(record);
    }

    private static RecordMetadata written(Future<RecordMetadata> writing) {
        try {
            return writing.get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException("cannot write", e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
