package dev.smsverification.intake;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import jakarta.enterprise.inject.Vetoed;

import org.apache.kafka.common.TopicPartition;

/** Consuming that stands as a test says. Nothing has been polled. */
@Vetoed
public final class StillConsumption extends Consumption {

    private final ConsumptionSnapshot snapshot;
    private final Optional<Instant> beginningSince;

    public StillConsumption(ConsumptionSnapshot snapshot, Optional<Instant> beginningSince) {
        super(null, null, null, null, InstantSource.system());
        this.snapshot = snapshot;
        this.beginningSince = beginningSince;
    }

    @Override
    public ConsumptionSnapshot latest() {
        return snapshot;
    }

    @Override
    public CompletableFuture<ConsumptionSnapshot> now() {
        return CompletableFuture.completedFuture(snapshot);
    }

    @Override
    public Map<TopicPartition, Long> positions() {
        return Map.of();
    }

    /** Where it has partitions. */
    @Override
    public boolean joinedGroup() {
        return !snapshot.partitions().isEmpty();
    }

    @Override
    public Optional<Instant> beginningSince() {
        return beginningSince;
    }
}
