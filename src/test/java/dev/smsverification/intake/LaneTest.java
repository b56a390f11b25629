package dev.smsverification.intake;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.smsverification.delivery.Handling;

class LaneTest {

    private static final int GENERATION = 7;

    private final Lane lane = new Lane(
            new FetchBackpressure.Levels(new Watermark(100, 50, _ -> {}), new Watermark(100, 50, _ -> {})), GENERATION,
            new Start(5, 5), Map.of());

    @Test
    void beginsWhereItStarts() {
        begin(5);

        assertThat(lane.settledUpTo()).isEqualTo(5);
    }

    @ParameterizedTest(name = "of 5, 6, 9 and 10, settled in the order {0}: up to {1}")
    @CsvSource({"5,6", "5 6,7", "6 5,7", "6,5", "10 9 6,5", "10 9 6 5,11", "5 9 10,6",
            "5 6 9,10"})
    void isSettledUpToTheFirstGap(String order, long upTo) {
        Map<Long, Lane.Entry> entries = Stream.of(5L, 6L, 9L, 10L).collect(toMap(offset -> offset, this::begin));

        for (String offset : order.split(" ")) {
            lane.end(entries.get(Long.valueOf(offset)), Handling.SETTLED);
        }

        assertThat(lane.settledUpTo()).isEqualTo(upTo);
    }

    @Test
    void isNotSettledBeyondWhatWasLeft() {
        Lane.Entry left = begin(5);
        Lane.Entry settled = begin(6);

        lane.end(left, Handling.LEFT);
        lane.end(settled, Handling.SETTLED);

        assertThat(lane.settledUpTo()).isEqualTo(5);
    }

    @Test
    void isIdleAtOnceWhereNothingHasBegun() {
        lane.take(5, Instant.EPOCH, 1);

        assertThat(lane.endLease()).isDone();
        assertThat(lane.held()).isFalse();
    }

    @Test
    void isIdleWhenWhatHadBegunHasEnded() {
        Lane.Entry first = begin(5);
        Lane.Entry second = begin(6);
        CompletableFuture<Void> idle = lane.endLease();
        boolean atFirst = idle.isDone();

        lane.end(second, Handling.LEFT);
        boolean afterOne = idle.isDone();
        lane.end(first, Handling.SETTLED);

        assertThat(atFirst).isFalse();
        assertThat(afterOne).isFalse();
        assertThat(idle).isDone();
        assertThat(lane.settledUpTo()).isEqualTo(6);
    }

    @ParameterizedTest(name = "fetched in generation {0}: accepted = {1}")
    @CsvSource({"6,false", "7,true", "8,true"})
    void acceptsNothingFetchedBeforeItWasAssigned(int fetchedIn, boolean accepted) {
        assertThat(lane.accepts(fetchedIn)).isEqualTo(accepted);
    }

    @Test
    void acceptsNothingWhenItsLeaseHasEnded() {
        lane.endLease();

        assertThat(lane.accepts(GENERATION)).isFalse();
    }

    @Test
    void standsWhereItBeganWhileNothingIsSettled() {
        assertThat(lane.progress()).isEqualTo(new ConsumptionSnapshot.PartitionProgress(5, 0, Optional.empty()));
    }

    @Test
    void standsAtTheFirstThatIsNotSettledAndKnowsOfThoseBeyond() {
        Lane.Entry first = begin(5);
        lane.take(6, Instant.ofEpochSecond(6), 1);
        Lane.Entry third = begin(7);

        lane.end(first, Handling.SETTLED);
        lane.end(third, Handling.SETTLED);

        assertThat(lane.progress())
                .isEqualTo(new ConsumptionSnapshot.PartitionProgress(6, 1, Optional.of(Instant.ofEpochSecond(6))));
    }

    private Lane.Entry begin(long offset) {
        Lane.Entry entry = lane.take(offset, Instant.EPOCH, 1);
        lane.begin(entry);
        return entry;
    }
}
