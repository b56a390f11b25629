package dev.smsverification.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class UnreadTest {

    private static final TopicPartition PARTITION = new TopicPartition("requests", 0);
    private static final Instant NOW = Instant.parse("2026-04-01T12:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(60);

    private final Unread unread = new Unread();

    @Test
    void tellsSinceWhenNothingIsTakenInOfWhatIsThere() {
        look(NOW, 7, Optional.empty(), 5);
        look(LATER, 7, Optional.empty(), 9);

        assertThat(unread.since()).contains(NOW);
    }

    @Test
    void isAboutNothingWhereSomethingIsTakenIn() {
        look(NOW, 7, Optional.of(NOW), 5);

        assertThat(unread.since()).isEmpty();
    }

    @Test
    void isAboutNothingWhereNothingIsLeft() {
        look(NOW, 7, Optional.empty(), 5);
        look(LATER, 12, Optional.empty(), 0);

        assertThat(unread.since()).isEmpty();
    }

    /** Whenever it looks, something may just have come. */
    @Test
    void beginsAnewWhereTheWorkWentOnMeanwhile() {
        look(NOW, 7, Optional.empty(), 1);
        look(LATER, 8, Optional.empty(), 1);

        assertThat(unread.since()).contains(LATER);
    }

    @Test
    void forgetsAPartitionThatIsGone() {
        look(NOW, 7, Optional.empty(), 5);
        unread.look(new Standing(LATER, Map.of(), true), Map.of());

        assertThat(unread.since()).isEmpty();
    }

    private void look(Instant at, long offset, Optional<Instant> oldestDue, long left) {
        unread.look(new Standing(at, Map.of(PARTITION, new Standing.Place(offset, 0, oldestDue)), true),
                Map.of(PARTITION, left));
    }
}
