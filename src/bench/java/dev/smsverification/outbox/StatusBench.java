package dev.smsverification.outbox;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

import dev.smsverification.delivery.Disposition;
import dev.smsverification.delivery.Outcome;
import dev.smsverification.delivery.Result;
import dev.smsverification.event.Decoded;
import dev.smsverification.event.Decoder;
import dev.smsverification.event.Received;

/** From a result to its status record. */
@State(Scope.Benchmark)
public class StatusBench {

    private static final Instant NOW = Instant.parse("2026-04-01T12:00:01Z");
    private static final byte[] EVENT = """
            {"id":"event-1","phone":"+12025550170","usageType":"SignIn","code":"493817"}"""
            .getBytes(StandardCharsets.UTF_8);

    private final Result result = sent();

    @Benchmark
    public ProducerRecord<byte[], byte[]> status() {
        return Records.status(result, "status");
    }

    private static Result sent() {
        Received received = Received.request(new ConsumerRecord<>("requests", 3, 42, null, EVENT), NOW);
        Decoded decoded = new Decoder(Duration.ofMinutes(10)).decode(received);
        return switch (decoded) {
            case Decoded.Malformed malformed -> throw new IllegalStateException(malformed.detail());
            case Decoded.Valid(var request) -> new Result(received, request.eventId(), Optional.of(request),
                    new Disposition.Sent(new Outcome.Accepted("SM" + "0".repeat(31) + "1", Optional.of("accepted"),
                            OptionalInt.empty())),
                    NOW);
        };
    }
}
