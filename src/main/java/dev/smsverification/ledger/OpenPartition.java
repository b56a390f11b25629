package dev.smsverification.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** What the {@link LedgerReading} has found out of one partition number: of its requests, and of the retries that wait. For one thread, but for {@link #isAcknowledged}. */
final class OpenPartition {

    /** Clocks of the worker before and of the broker may be so far apart. */
    private static final Duration SKEW = Duration.ofSeconds(5);
    /** A result that is so much older than the request at its place is that of another one, which stood there before. */
    private static final Duration MUCH_OLDER = Duration.ofMinutes(1);

    private final Instant now;
    private final Instant longestAgo;
    private Optional<Long> position = Optional.empty();
    private boolean begun;
    private Optional<Instant> firstRequest = Optional.empty();
    private Optional<Instant> oldestRetry = Optional.empty();
    private long lastReported = -1;

    /** @param longestAgo what is older is of no interest */
    OpenPartition(Instant now, Instant longestAgo) {
        this.now = now;
        this.longestAgo = longestAgo;
    }

    /** The requests have come, and not retries alone: {@code position} and {@code begun} are as {@link Ledger#read} says. */
    void come(long position, boolean begun) {
        this.position = Optional.of(position);
        this.begun = begun;
    }

    /** A retry waits whose request was published then. */
    void retryWaits(Instant published) {
        oldestRetry = oldestRetry.filter(published::isAfter).or(() -> Optional.of(published));
    }

    /** Retries of any age may wait. */
    void anyRetryMayWait() {
        retryWaits(longestAgo);
    }

    /** The first request that is not acknowledged was published then; in the future is now. */
    void beginsWith(Instant published) {
        firstRequest = Optional.of(published.isBefore(now) ? published : now);
    }

    /** The first request that is not acknowledged may be of any age. */
    void mayBeginWithAny() {
        beginsWith(longestAgo);
    }

    /** The request at that offset has a result. */
    void reported(long offset) {
        lastReported = Math.max(lastReported, offset);
    }

    /** Also where its requests have not come. */
    boolean isAcknowledged(long offset) {
        return position.filter(it -> offset >= it).isEmpty();
    }

    /** Whether what was given up is not acknowledged. A retry that is not still waits in its topic. */
    boolean isOpen(Letter letter) {
        return letter.attempt().number() > 1
                ? oldest().filter(it -> !letter.source().timestamp().isBefore(it)).isPresent()
                : !isAcknowledged(letter.source().offset());
    }

    /** Whether the result stood there before the request did that stands, or will stand, at its place. */
    boolean isOlderThanItsRequest(Reported result) {
        return !isAcknowledged(result.source().offset())
                && result.at().isBefore(firstRequest.orElse(now).minus(MUCH_OLDER));
    }

    boolean hasOpen() {
        return oldest().isPresent();
    }

    /** From when on all has to be known for what is open; now where nothing is. */
    Instant openSince() {
        return Stream.of(oldest().orElse(now).minus(SKEW), longestAgo).max(Comparator.naturalOrder()).orElseThrow();
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

    /** When the oldest request was published of those that are not acknowledged, or whose retry is waiting. */
    private Optional<Instant> oldest() {
        return Stream.of(firstRequest, oldestRetry).flatMap(Optional::stream).min(Comparator.naturalOrder());
    }
}
