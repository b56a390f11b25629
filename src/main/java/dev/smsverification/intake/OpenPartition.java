package dev.smsverification.intake;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** What the {@link LedgerReading} has found out of one partition number: of its requests, and of the retries that wait. For one thread. */
final class OpenPartition {

    private Optional<Long> position = Optional.empty();
    private boolean begun;
    private Optional<Instant> firstRequest = Optional.empty();
    private Optional<Instant> oldestRetry = Optional.empty();
    private long lastReported = -1;

    /** The requests have come, and not retries alone: {@code position} and {@code begun} are as {@link Ledger#read} says. */
    void come(long position, boolean begun) {
        this.position = Optional.of(position);
        this.begun = begun;
    }

    /** A retry waits whose request was published then. */
    void retryWaits(Instant published) {
        oldestRetry = oldestRetry.filter(published::isAfter).or(() -> Optional.of(published));
    }

    /** The first request that is not acknowledged was published then. */
    void beginsWith(Instant published) {
        firstRequest = Optional.of(published);
    }

    /** The request at that offset has a result. */
    void reported(long offset) {
        lastReported = Math.max(lastReported, offset);
    }

    boolean hasCome() {
        return position.isPresent();
    }

    /** Also where its requests have not come. */
    boolean isAcknowledged(long offset) {
        return position.filter(it -> offset >= it).isEmpty();
    }

    /** When the oldest request was published of those that are not acknowledged, or whose retry is waiting. */
    Optional<Instant> oldest() {
        return Stream.of(firstRequest, oldestRetry).flatMap(Optional::stream).min(Comparator.naturalOrder());
    }

    /** Whether a newer code may have been sent than one that is open: retries wait, or more has begun than is acknowledged. */
    boolean mayBeSuperseded() {
        return begun || oldestRetry.isPresent() || position.filter(it -> lastReported > it).isPresent();
    }

    /**
     * The offset before which another worker may have begun requests, wherever the partition ends. It begins them in their order.
     *
     * @param inMemory so many at most that are not settled
     */
    long reach(int inMemory) {
        return Math.max(position.orElseThrow(), lastReported + 1) + inMemory;
    }
}
