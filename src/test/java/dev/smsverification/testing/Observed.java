package dev.smsverification.testing;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import io.vertx.core.json.JsonObject;

/**
 * A record as it stands in a topic. Prints neither its key nor its value.
 *
 * @param key empty for none
 * @param value as written; empty for a tombstone
 * @param headers by name; of several with one name, the last
 * @param at the record's timestamp
 */
public record Observed(String topic, int partition, long offset, String key, byte[] value, Map<String, String> headers,
        Instant at) {

    static Observed of(ConsumerRecord<String, byte[]> kafkaRecord) {
        Map<String, String> headers = new TreeMap<>();
        kafkaRecord.headers().forEach(header -> headers.put(header.key(), text(header.value())));
        return new Observed(kafkaRecord.topic(), kafkaRecord.partition(), kafkaRecord.offset(),
                Optional.ofNullable(kafkaRecord.key()).orElse(""),
                Optional.ofNullable(kafkaRecord.value()).orElse(new byte[0]), headers,
                Instant.ofEpochMilli(kafkaRecord.timestamp()));
    }

    /** The value as text. */
    public String text() {
        return text(value);
    }

    /** The value as a JSON object; fails if it is none. */
    public JsonObject json() {
        return new JsonObject(text());
    }

    /** A field of the JSON value as text, empty if it is not there. */
    public String field(String name) {
        return Optional.ofNullable(json().getValue(name)).map(Object::toString).orElse("");
    }

    /** All that it says, as text: its key, its value and its headers. */
    public Stream<String> everything() {
        return Stream.concat(Stream.of(key, text()), headers.values().stream());
    }

    @Override
    public String toString() {
        return "Observed[" + topic + "-" + partition + "-" + offset + "]";
    }

    private static String text(byte[] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }
}
