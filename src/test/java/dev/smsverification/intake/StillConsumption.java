package dev.smsverification.intake;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.apache.kafka.common.TopicPartition;

/** Consuming that stands as a test says. Nothing has been polled. */
public final class StillConsumption extends Consumption {

    private final Standing standing;

    public StillConsumption(Standing standing) {
        super(null, null, null, null, Clock.systemUTC());
        this.standing = standing;
    }

    @Override
    public Standing latest() {
        return standing;
    }

    @Override
    public CompletableFuture<Standing> now() {
        return CompletableFuture.completedFuture(standing);
    }

    @Override
    public Map<TopicPartition, Long> positions() {
        return Map.of();
    }

    public Optional<Instant> beginningSince() {
        return Optional.empty();
    }
}
