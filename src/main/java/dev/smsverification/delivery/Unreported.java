package dev.smsverification.delivery;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.smsverification.event.Attempt;
import dev.smsverification.event.Source;

/**
 * What a worker before had given up when it was killed: the dead letter is kept, its status was not written. Whoever takes
 * over reports just that, whatever another attempt might come to. Confined to the event loop.
 */
@Singleton
public final class Unreported {

    private final Map<Place, GivenUp> known = new HashMap<>();

    private record Place(int partition, long offset, int attempt) {

        static Place of(Source source, Attempt attempt) {
            return new Place(source.partition(), source.offset(), attempt.number());
        }
    }

    /** What the dead letter tells, and when it was written. */
    public record GivenUp(Disposition.DeadLetter why, Instant at) {}

    /** Takes note of a dead letter of this very attempt. */
    public void add(Source source, Attempt attempt, Disposition.DeadLetter why, Instant at) {
        known.put(Place.of(source, attempt), new GivenUp(why, at));
    }

    public void addAll(Unreported more) {
        known.putAll(more.known);
    }

    /** What is left to be reported of this very attempt, if anything; afterwards it counts as reported. */
    public Optional<GivenUp> take(Source source, Attempt attempt) {
        return Optional.ofNullable(known.remove(Place.of(source, attempt)));
    }
}
