package dev.smsverification.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.api.Test;

class ConsumptionTest {

    private final Desk desk = new Desk();
    private Optional<Instant> beginningSince = Optional.empty();
    private final Consumption consumption = consumption();

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

    private Consumption consumption() {
        Rebalancing rebalancing = new Rebalancing(() -> desk.intake, null, new BatchPermit(), desk.bench.loop,
                desk.bench.loop.clock(), desk.bench.sender) {
            @Override
            Optional<Instant> beginningSince() {
                return beginningSince;
            }
        };
        return new Consumption(desk.intake, rebalancing, null, desk.bench.loop, desk.bench.loop.clock());
    }
}
