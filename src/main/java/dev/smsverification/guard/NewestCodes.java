package dev.smsverification.guard;

import java.time.Duration;
import java.time.Instant;

import dev.smsverification.event.SmsRequest;
import dev.smsverification.event.Source;

/** Knows the newest code for each phone and usage type. Confined to the event loop. */
public final class NewestCodes {

    /** So many codes at least are remembered. */
    public static final int CAPACITY = Recent.CAPACITY;

    /** Codes of the same millisecond are told apart by their places. The rest is enough from 1970 to 2039. */
    private static final int PLACE_BITS = 22;
    private static final long PLACE_MASK = (1 << PLACE_BITS) - 1;
    private static final int PARTITION_BITS = 6;
    private static final long PARTITION_MASK = (1 << PARTITION_BITS) - 1;

    private final Recent newest;

    /** @param ttl how long an older code may still turn up */
    public NewestCodes(Duration ttl) {
        this.newest = new Recent(ttl, Recent.CAPACITY);
    }

    /**
     * All that has to be known of a code that another worker may have sent.
     *
     * @param event the same for all copies of an event
     * @param place where its request stands, as {@link History} knows it
     * @param key the same for all codes for a phone and usage type
     * @param recency higher for a newer code
     */
    public record Code(long event, long place, long key, long recency) {

        public static Code of(SmsRequest request, Source source) {
            return new Code(Recent.key(request.eventId()), History.place(request.eventId(), source, 1),
                    NewestCodes.key(request), NewestCodes.recency(request, source));
        }

        /** The older one of two. */
        public Code older(Code other) {
            return other.recency < recency ? other : this;
        }
    }

    /** Takes note of a request, in whatever order they come. */
    public void add(SmsRequest request, Source source, Instant now) {
        add(key(request), recency(request, source), now);
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

    /** @param replayed whether it may be known from where it first stood; then only a code of a later millisecond is newer */
    boolean superseded(SmsRequest request, Source source, boolean replayed) {
        long known = newest.get(key(request));
        long recency = recency(request, source);
        // Never by itself: a time that was ahead of one worker's clock counts for more when the next one reads it.
        return replayed
                ? recency >> PLACE_BITS < known >> PLACE_BITS
                : recency < known && (known & PLACE_MASK) != place(source);
    }

    private static long recency(SmsRequest request, Source source) {
        return Math.max(0, request.requestedAt().toEpochMilli()) << PLACE_BITS | place(source);
    }

    /** By offset first: in one partition it is the order in which they were published. */
    private static long place(Source source) {
        return (source.offset() << PARTITION_BITS | source.partition() & PARTITION_MASK) & PLACE_MASK;
    }

    private static long key(SmsRequest request) {
        return Recent.key(request.phone().e164(), request.usageType());
    }
}
