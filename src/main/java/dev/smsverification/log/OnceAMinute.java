package dev.smsverification.log;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Tells when something is to be said that is said at most once a minute for each cause. Thread-safe. */
public final class OnceAMinute {

    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private final Map<Object, Instant> last = new ConcurrentHashMap<>();

    /**
     * Whether this cause is due; if so, it will not be for a minute. Also due where the clock was set back.
     *
     * @param cause compared by {@code equals}; there may not be many
     */
    public boolean isDue(Object cause, Instant now) {
        Instant before = last.putIfAbsent(cause, now);
        return before == null || Duration.between(before, now).abs().compareTo(INTERVAL) >= 0
                && last.replace(cause, before, now);
    }
}
