package dev.smsverification.bench;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

import dev.smsverification.event.Decoded;
import dev.smsverification.event.Decoder;
import dev.smsverification.event.Received;

/** From bytes to a request: JSON, phone number, times. */
@State(Scope.Benchmark)
public class DecodeBench {

    static final byte[] EVENT = """
            {"id":"event-1","phone":"+12025550170","usageType":"SignIn","code":"493817",\
            "requestedAt":"2026-04-01T12:00:00Z","expiresAt":"2026-04-01T12:10:00Z"}"""
            .getBytes(StandardCharsets.UTF_8);
    private static final Instant NOW = Instant.parse("2026-04-01T12:00:01Z");

    private final Decoder decoder = new Decoder(Duration.ofMinutes(10));
    private final Received received = Received.request(new ConsumerRecord<>("requests", 3, 42, null, EVENT), NOW);

    @Benchmark
    public Decoded decode() {
        return decoder.decode(received);
    }
}
