package dev.smsverification.intake;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import jakarta.enterprise.inject.Vetoed;

import org.apache.kafka.common.TopicPartition;

/** Consuming that stands as a test says. */
@Vetoed
public final class StillConsumption extends Consumption {

    private final ConsumptionSnapshot snapshot;
    private final Map<TopicPartition, Long> positions;
    private final Optional<Instant> beginningSince;

    /** Nothing has been polled. */
    public StillConsumption(ConsumptionSnapshot snapshot, Optional<Instant> beginningSince) {
        this(snapshot, Map.of(), beginningSince);
    }

    /** No partitions wait for their beginning. */
    public StillConsumption(ConsumptionSnapshot snapshot, Map<TopicPartition, Long> positions) {
        this(snapshot, positions, Optional.empty());
    }

    private StillConsumption(ConsumptionSnapshot snapshot, Map<TopicPartition, Long> positions,
            Optional<Instant> beginningSince) {
        super(null, null, null, null, InstantSource.system());
        this.snapshot = snapshot;
        this.positions = positions;
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
        return positions;
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
