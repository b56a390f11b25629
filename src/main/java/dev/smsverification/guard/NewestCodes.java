package dev.smsverification.guard;

import java.time.Duration;
import java.time.Instant;

import dev.smsverification.event.SmsRequest;
import dev.smsverification.event.Source;

/** Knows the newest code for each phone and usage type. Confined to the event loop. */
public final class NewestCodes {

    /** Codes of the same millisecond are told apart by their offsets. The rest is enough from 1970 to 2039. */
    private static final int OFFSET_BITS = 22;
    private static final long OFFSET = (1 << OFFSET_BITS) - 1;

    private final Recent newest;

    /** @param ttl how long an older code may still turn up */
    public NewestCodes(Duration ttl) {
        this.newest = new Recent(ttl, Recent.CAPACITY);
    }

    /** Takes note of a request, in whatever order they come. */
    public void add(SmsRequest request, Source source, Instant now) {
        long age = age(request, source);
        long key = key(request);
        if (age > newest.get(key)) {
            newest.put(key, age, now);
        }
    }

    boolean superseded(SmsRequest request, Source source) {
        long known = newest.get(key(request));
        // Never by itself: a time that was ahead of one worker's clock counts for more when the next one reads it.
        return age(request, source) < known && (known & OFFSET) != (source.offset() & OFFSET);
    }

    private static long age(SmsRequest request, Source source) {
        return Math.max(0, request.requestedAt().toEpochMilli()) << OFFSET_BITS
                | source.offset() & OFFSET;
    }

    private static long key(SmsRequest request) {
        return Recent.key(request.phone().e164(), request.usageType());
    }
}
