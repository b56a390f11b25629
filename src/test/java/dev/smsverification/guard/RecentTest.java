package dev.smsverification.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

class RecentTest {

    private static final Duration A_MINUTE = Duration.ofMinutes(1);
    private static final Instant NOW = Instant.parse("2026-04-01T12:00:00Z");

    private final Recent recent = new Recent(A_MINUTE, 3);

    @Test
    void remembersTheLastNumberOfAKey() {
        recent.put(Recent.key("a"), 1, NOW);
        recent.put(Recent.key("a"), 2, NOW);

        assertThat(recent.get(Recent.key("a"))).isEqualTo(2);
        assertThat(recent.get(Recent.key("b"))).isEqualTo(Recent.NOTHING);
    }

    @Test
    void remembersForAsLongAsItPromised() {
        recent.put(Recent.key("a"), 1, NOW);
        recent.put(Recent.key("b"), 2, NOW.plus(A_MINUTE));

        assertThat(recent.get(Recent.key("a"))).isEqualTo(1);
    }

    @Test
    void forgetsWhatIsTwiceAsOld() {
        recent.put(Recent.key("a"), 1, NOW);
        recent.put(Recent.key("b"), 2, NOW.plus(A_MINUTE).plusMillis(1));
        recent.put(Recent.key("c"), 3, NOW.plus(A_MINUTE.multipliedBy(2)).plusMillis(2));

        assertThat(recent.get(Recent.key("a"))).isEqualTo(Recent.NOTHING);
        assertThat(recent.get(Recent.key("b"))).isEqualTo(2);
    }

    @Test
    void forgetsTheOldestWhenThereAreTooMany() {
        for (int n = 0; n < 7; n++) {
            recent.put(Recent.key("key " + n), n, NOW);
        }

        assertThat(recent.get(Recent.key("key 2"))).isEqualTo(Recent.NOTHING);
        assertThat(recent.get(Recent.key("key 3"))).isEqualTo(3);
        assertThat(recent.get(Recent.key("key 6"))).isEqualTo(6);
    }
}
