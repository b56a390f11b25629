package dev.smsverification.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import dev.smsverification.guarantee.Draft;

class TrafficTest {

    private static final Instant NOW = Instant.parse("2026-04-01T12:00:00Z");

    @Test
    void isTheSameForTheSameSeed() {
        assertThat(values(7)).containsExactlyElementsOf(values(7));
    }

    @Test
    void hasSomeOfEverything() {
        List<Draft> drafts = drafts(7);

        assertThat(drafts).anyMatch(draft -> draft.request().isEmpty());
        assertThat(lives(drafts)).as("expired").anyMatch(Duration::isNegative);
        assertThat(lives(drafts)).as("short-lived").anyMatch(life -> life.isPositive() && life.toSeconds() < 60);
        assertThat(drafts.stream().flatMap(draft -> draft.eventId().stream()).distinct().count())
                .as("ids that come twice").isLessThan(drafts.size() - 15L);
        assertThat(drafts.stream().flatMap(draft -> draft.request().stream()).map(it -> it.phone()).distinct().count())
                .isLessThan(drafts.size() - 50L);
    }

    private static List<String> values(long seed) {
        return drafts(seed).stream().map(draft -> new String(draft.value(), StandardCharsets.UTF_8))
                .toList();
    }

    /** Of those that say when their codes stop working. */
    private static List<Duration> lives(List<Draft> drafts) {
        return drafts.stream().flatMap(draft -> draft.request().stream())
                .flatMap(request -> Optional.ofNullable(request.fields().getString("expiresAt")).stream())
                .map(expiresAt -> Duration.between(NOW, Instant.parse(expiresAt))).toList();
    }

    private static List<Draft> drafts(long seed) {
        Traffic traffic = new Traffic(seed);
        return Stream.generate(() -> traffic.next(NOW)).limit(2_000).toList();
    }
}
