package dev.smsverification.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;

class ConsumptionTest {

    private final Desk desk = new Desk();
    private Optional<Instant> beginningSince = Optional.empty();
    private final Consumption consumption = consumption(null);

    /** Its partitions are not among those that are worked on, and their records wait all the same. */
    @Test
    void tellsSinceWhenPartitionsAreBeingBegun() {
        assertThat(consumption.beginningSince()).isEmpty();

        beginningSince = Optional.of(desk.bench.loop.now());

        assertThat(consumption.beginningSince()).isEqualTo(beginningSince);
    }

    /** Or the worker would be restarted for a broker that is slow to answer, and have to read from the beginning. */
    @Test
    void takesThePollingThreadForAliveWhilePartitionsAreBeingBegun() {
        Instant start = desk.bench.loop.now();
        desk.bench.loop.pass(Duration.ofMinutes(10));
        Instant before = consumption.lastPoll();

        beginningSince = Optional.of(start);

        assertThat(before).isEqualTo(start);
        assertThat(consumption.lastPoll()).isEqualTo(desk.bench.loop.now());
    }

    /** As while it is being made: one answer that fails is not the last. */
    @Test
    void asksThePollingThreadAgainWhereItHasFailed() {
        Instant start = desk.bench.loop.now();
        Consumption failing = consumption(new RequestsConsumer(null) {
            @Override
            Uni<Map<TopicPartition, Long>> positions() {
                return desk.bench.loop.now().equals(start)
                        ? Uni.createFrom().failure(new TimeoutException("nobody answers"))
                        : Uni.createFrom().item(Map.of(Desk.ZERO, 10L));
            }
        });
        failing.start(new StartupEvent());

        desk.bench.loop.pass(Duration.ofSeconds(2));

        assertThat(failing.lastPoll()).isEqualTo(start.plusSeconds(2));
        assertThat(failing.positions()).isEqualTo(Map.of(Desk.ZERO, 10L));
    }

    private Consumption consumption(RequestsConsumer consumer) {
        Rebalancing rebalancing = new Rebalancing(() -> desk.intake, null, new BatchPermit(), desk.bench.loop,
                desk.bench.loop.clock(), desk.bench.sender) {
            @Override
            Optional<Instant> beginningSince() {
                return beginningSince;
            }
        };
        return new Consumption(desk.intake, rebalancing, consumer, desk.bench.loop, desk.bench.loop.clock());
    }
}
