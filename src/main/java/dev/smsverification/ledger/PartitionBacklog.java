package dev.smsverification.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.smsverification.event.Source;

/**
 * What a {@link LedgerReading} has found of one partition number that is not settled: its requests, and the retries that wait. Until its
 * requests are taken over, all of them count as acknowledged. For one thread.
 */
final class PartitionBacklog {

    /** How far apart the clocks of the previous worker and of the broker may be. */
    private static final Duration SKEW = Duration.ofSeconds(5);
    /** A result that is this much older than the request at its offset belongs to another request, which had the offset before. */
    private static final Duration MUCH_OLDER = Duration.ofMinutes(1);

    private final Instant now;
    private final Instant longestAgo;
    private long position = Long.MAX_VALUE;
    private boolean begun;
    private Optional<Instant> firstRequest = Optional.empty();
    private Optional<Instant> oldestRetry = Optional.empty();
    private long lastReported = -1;

    /** @param longestAgo what is older is not needed */
    PartitionBacklog(Instant now, Instant longestAgo) {
        this.now = now;
        this.longestAgo = longestAgo;
    }

    /** Its requests are taken over, not only retries; {@code position} and {@code begun} as in {@link Ledger#read}. */
    void takeOver(long position, boolean begun) {
        this.position = position;
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

    /** The first unacknowledged request that still exists; earlier ones may have been deleted. A time in the future counts as now. */
    void beginsWith(Source request) {
        position = Math.max(position, request.offset());
        firstRequest = Optional.of(request.timestamp().isBefore(now) ? request.timestamp() : now);
    }

    /** The first unacknowledged request may be of any age. */
    void mayBeginWithAny() {
        firstRequest = Optional.of(longestAgo);
    }

    /** The request at that offset has a result. */
    void reported(long offset) {
        lastReported = Math.max(lastReported, offset);
    }

    boolean isAcknowledged(long offset) {
        return offset < position;
    }

    /** Whether what was given up is unacknowledged. An unacknowledged retry still waits in its topic. */
    boolean isOpen(LedgerDeadLetter letter) {
        return letter.attempt() > 1
                ? oldest().stream().anyMatch(it -> !letter.source().timestamp().isBefore(it))
                : !isAcknowledged(letter.source().offset());
    }

    /** Whether the result is older than the request that has, or will have, its offset. */
    boolean isOlderThanItsRequest(LedgerResult result) {
        return !isAcknowledged(result.source().offset())
                && result.at().isBefore(firstRequest.orElse(now).minus(MUCH_OLDER));
    }

    boolean hasOpen() {
        return oldest().isPresent();
    }

    /** From when on results must be read for the sake of what is open; now if nothing is. */
    Instant openSince() {
        return Collections.max(List.of(oldest().orElse(now).minus(SKEW), longestAgo));
    }

    /** Whether a newer code than an open one may have been sent: retries wait, or more has begun than is acknowledged. */
    boolean mayBeSuperseded() {
        return begun || oldestRetry.isPresent() || lastReported > position;
    }

    /**
     * The offset below which another worker may have begun requests, which it does in their order; may lie behind the partition's end.
     *
     * @param mostBegun as {@link MostBegun} says
     */
    long maybeBegunBefore(int mostBegun) {
        return Math.max(position, lastReported + 1) + mostBegun;
    }

    /** When the oldest request that is unacknowledged, or whose retry waits, was published. */
    private Optional<Instant> oldest() {
        return Stream.of(firstRequest, oldestRetry).flatMap(Optional::stream).min(Comparator.naturalOrder());
    }
}
