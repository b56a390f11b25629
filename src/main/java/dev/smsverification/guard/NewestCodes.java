package dev.smsverification.guard;

import java.time.Duration;
import java.time.Instant;

import dev.smsverification.event.SmsRequest;
import dev.smsverification.event.Source;

/** Knows the newest code for each phone and usage type. Confined to the event loop. */
public final class NewestCodes {

    /** The minimum number of codes that are remembered. */
    public static final int CAPACITY = Recent.CAPACITY;

    /** Orders codes of the same millisecond. The other bits hold times from 1970 to 2039. */
    private static final int TIE_BREAKER_BITS = 22;
    private static final long TIE_BREAKER_MASK = (1 << TIE_BREAKER_BITS) - 1;
    private static final int PARTITION_BITS = 6;
    private static final long PARTITION_MASK = (1 << PARTITION_BITS) - 1;

    private final Recent newest;

    /** @param ttl how long a code is remembered at least; longer where an older one expires later */
    public NewestCodes(Duration ttl) {
        this.newest = new Recent(ttl, Recent.CAPACITY);
    }

    /**
     * What is kept of a code that another worker may have sent.
     *
     * @param event the same for all copies of an event
     * @param firstAttemptKey of the first attempt at its request, in {@link History}
     * @param key the same for all codes for a phone and usage type
     * @param recency higher for a newer code
     */
    public record Code(long event, long firstAttemptKey, long key, long recency) {

        /** @param source where the request was first published */
        public static Code of(SmsRequest request, Source source) {
            return new Code(Recent.key(request.eventId()), History.attemptKey(request.eventId(), source, 1),
                    NewestCodes.key(request), NewestCodes.recency(request, source));
        }

        /** The older one of two. */
        public Code older(Code other) {
            return other.recency < recency ? other : this;
        }
    }

    /** Takes note of a request. They may come in any order. */
    public void add(SmsRequest request, Source source, Instant now) {
        add(key(request), recency(request, source), now);
        // It may be retried until it expires, and newer codes must still be remembered then.
        rememberUntil(request.expiresAt());
    }

    /** Has the codes that are added from now on remembered until then, also where that is later than usual. */
    public void rememberUntil(Instant end) {
        newest.rememberUntil(end);
    }

    /** The same for one whose request is not kept. */
    public void add(Code code, Instant now) {
        add(code.key(), code.recency(), now);
    }

    private void add(long key, long recency, Instant now) {
        if (recency > newest.get(key)) {
            newest.put(key, recency, now);
        }
    }

    /**
     * @param replayed whether it was published again at another offset; its own earlier entry then has another tie-breaker, so only a later
     *        millisecond is newer
     */
    boolean superseded(SmsRequest request, Source source, boolean replayed) {
        long known = newest.get(key(request));
        long recency = recency(request, source);
        // A request never supersedes itself: requestedAt is capped by the reading worker's clock, so workers may compute different
        // recencies.
        return replayed
                ? recency >> TIE_BREAKER_BITS < known >> TIE_BREAKER_BITS
                : recency < known && (known & TIE_BREAKER_MASK) != tieBreaker(source);
    }

    private static long recency(SmsRequest request, Source source) {
        return Math.max(0, request.requestedAt().toEpochMilli()) << TIE_BREAKER_BITS | tieBreaker(source);
    }

    /** By offset first: within a partition this is the order of publishing. */
    private static long tieBreaker(Source source) {
        return (source.offset() << PARTITION_BITS | source.partition() & PARTITION_MASK) & TIE_BREAKER_MASK;
    }

    private static long key(SmsRequest request) {
        return Recent.key(request.phone().e164(), request.usageType());
    }
}
