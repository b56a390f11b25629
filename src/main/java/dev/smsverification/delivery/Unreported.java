package dev.smsverification.delivery;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.smsverification.event.Source;

/**
 * Dead letters of a worker that was killed before it wrote their status. Whoever takes over reports them as they are, and makes no other
 * attempt. Confined to the event loop.
 */
@Singleton
public final class Unreported {

    private final Map<AttemptId, GivenUp> known = new HashMap<>();

    /** The identity of an attempt. */
    private record AttemptId(int partition, long offset, int attempt) {

        static AttemptId of(Source source, int attempt) {
            return new AttemptId(source.partition(), source.offset(), attempt);
        }
    }

    /** What the dead letter tells, and when it was written. */
    public record GivenUp(Disposition.DeadLetter why, Instant at) {}

    /** Takes note of a dead letter of this very attempt. */
    public void add(Source source, int attempt, Disposition.DeadLetter why, Instant at) {
        known.put(AttemptId.of(source, attempt), new GivenUp(why, at));
    }

    /** Takes over all that {@code more} has noted, which stays as it is; of the same attempt, its dead letter counts. */
    public void addAll(Unreported more) {
        known.putAll(more.known);
    }

    /** What is left to be reported of this very attempt, if anything; afterwards it counts as reported. */
    public Optional<GivenUp> take(Source source, int attempt) {
        return Optional.ofNullable(known.remove(AttemptId.of(source, attempt)));
    }
}
