package dev.smsverification.delivery;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** A rate limiter without bursts (a leaky bucket): spreads sends evenly over time. Confined to the event loop. */
final class RateLimiter {

    /** How far it may fall behind and catch up, because timers are not exact. */
    private static final long CATCH_UP_NANOS = Duration.ofMillis(10).toNanos();

    private final long intervalNanos;
    private final LongSupplier nanoTime;
    private long next;

    /** @param perSecond messages per second; empty for no limit */
    RateLimiter(Optional<Integer> perSecond, LongSupplier nanoTime) {
        this.intervalNanos = perSecond.map(sends -> Duration.ofSeconds(1).dividedBy(sends).toNanos()).orElse(0L);
        this.nanoTime = nanoTime;
        this.next = nanoTime.getAsLong();
    }

    /** How long until the next send; not positive when it may go now. */
    Duration untilNext() {
        return intervalNanos == 0 ? Duration.ZERO : Duration.ofNanos(next - nanoTime.getAsLong());
    }

    /** Takes the next place in time. */
    void advance() {
        if (intervalNanos > 0) {
            long earliest = nanoTime.getAsLong() - CATCH_UP_NANOS;
            next = (next - earliest > 0 ? next : earliest) + intervalNanos;
        }
    }
}
