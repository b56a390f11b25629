package dev.smsverification.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import dev.smsverification.intake.ConsumptionSnapshot;

class UnreadTest {

    private static final TopicPartition PARTITION = new TopicPartition("requests", 0);
    private static final Instant NOW = Instant.parse("2026-04-01T12:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(60);

    private final Unread unread = new Unread();

    @Test
    void tellsSinceWhenNothingIsTakenInOfWhatIsThere() {
        look(NOW, 7, Optional.empty(), 9, 7);
        look(LATER, 7, Optional.empty(), 12, 7);

        assertThat(unread.since()).contains(NOW);
    }

    /** Whenever it looks, something may just have come. */
    @Test
    void isNotSureAtFirstSight() {
        look(NOW, 7, Optional.empty(), 9, 7);
        look(LATER, 8, Optional.empty(), 9, 8);

        assertThat(unread.since()).isEmpty();
    }

    @Test
    void isAboutNothingWhereSomethingIsTakenIn() {
        look(NOW, 7, Optional.of(NOW), 9, 8);
        look(LATER, 7, Optional.of(NOW), 9, 8);

        assertThat(unread.since()).isEmpty();
    }

    @Test
    void isAboutNothingWherePollingHasPassedIt() {
        look(NOW, 7, Optional.empty(), 8, 8);
        look(LATER, 7, Optional.empty(), 8, 8);

        assertThat(unread.since()).isEmpty();
    }

    @Test
    void forgetsAPartitionThatIsReadOrGone() {
        look(NOW, 7, Optional.empty(), 9, 7);
        look(LATER, 7, Optional.empty(), 9, 7);
        look(LATER, 9, Optional.empty(), 9, 9);
        Optional<Instant> read = unread.since();
        look(NOW, 9, Optional.empty(), 12, 9);
        look(LATER, 9, Optional.empty(), 12, 9);
        unread.look(new ConsumptionSnapshot(LATER, Map.of(), true), Map.of(PARTITION, 12L), Map.of());

        assertThat(read).isEmpty();
        assertThat(unread.since()).isEmpty();
    }

    private void look(Instant at, long offset, Optional<Instant> oldestDue, long end, long position) {
        unread.look(
                new ConsumptionSnapshot(at,
                        Map.of(PARTITION, new ConsumptionSnapshot.PartitionProgress(offset, 0, oldestDue)), true),
                Map.of(PARTITION, end), Map.of(PARTITION, position));
    }
}
