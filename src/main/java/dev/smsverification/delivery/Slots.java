package dev.smsverification.delivery;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import com.netflix.concurrency.limits.Limit;
import com.netflix.concurrency.limits.limit.AIMDLimit;

import io.smallrye.mutiny.Uni;

/**
 * The adaptive concurrency limit: how many requests to the provider are in flight at once, first come first served. Each throttled answer
 * lowers it, each other answer raises it again (AIMD: additive increase, multiplicative decrease). Confined to the event loop, except
 * {@link #inUse} and {@link #limit}, which any thread may call.
 */
public final class Slots {

    /** The limit never falls below this: without requests, no answer could show that the throttling has ended. */
    private static final int LEAST = 4;
    /** The library can also lower the limit for slow answers; here only throttled ones do. */
    private static final Duration NEVER = Duration.ofDays(1);

    private final Limit limit;
    private final RateLimiter rateLimiter;
    private final EventLoop loop;
    private final WaitQueue waiting = new WaitQueue();
    private volatile int inUse;
    private boolean open = true;
    /** True while waiters are woken: they may take a slot although others queue. None releases one while it is woken, so this does not nest. */
    private boolean admitting;
    private boolean alarmSet;

    Slots(int most, RateLimiter rateLimiter, EventLoop loop) {
        this.limit = AIMDLimit.newBuilder().minLimit(Math.min(LEAST, most)).initialLimit(most).maxLimit(most)
                .timeout(NEVER.toSeconds(), TimeUnit.SECONDS).build();
        this.rateLimiter = rateLimiter;
        this.loop = loop;
    }

    /** How many requests have a slot now. */
    public int inUse() {
        return inUse;
    }

    /** How many may have one now. */
    public int limit() {
        return limit.getLimit();
    }

    /** Takes a slot, to be given back by {@link #release}, if one is free and nobody else waits for it. */
    boolean tryAcquire() {
        if ((admitting || waiting.size() == 0) && free()) {
            inUse++;
            rateLimiter.advance();
            return true;
        }
        return false;
    }

    /**
     * Completes, synchronously with the change, when it may be worth trying {@link #tryAcquire} again.
     *
     * @param cancelled whether there is nothing left to wait for; asked at each {@link #releaseCancelled}
     */
    Uni<Void> changed(BooleanSupplier cancelled) {
        return Uni.createFrom().<Boolean>emitter(turn -> {
            waiting.join(turn, cancelled);
            setAlarm();
        }).replaceWithVoid();
    }

    /** @param throttled whether the provider asked for less traffic */
    void release(boolean throttled) {
        limit.onSample(0, 1, inUse, throttled);
        inUse--;
        admit();
    }

    /** Grants no slot until {@link #open()}. */
    void close() {
        open = false;
    }

    void open() {
        open = true;
        admit();
    }

    /** Lets all go on whose wait is cancelled. */
    void releaseCancelled() {
        waiting.releaseCancelled();
    }

    private boolean free() {
        return open && inUse < limit.getLimit() && !rateLimiter.untilNext().isPositive();
    }

    private void admit() {
        admitting = true;
        for (int n = waiting.size(); n > 0 && free(); n--) {
            waiting.next().ifPresent(Runnable::run);
        }
        admitting = false;
        setAlarm();
    }

    /** Sets a timer when only the rate limit holds waiters back, or has just ceased to: no release would wake them. */
    private void setAlarm() {
        Duration wait = rateLimiter.untilNext();
        if (!alarmSet && waiting.size() > 0 && (wait.isPositive() || free())) {
            alarmSet = true;
            loop.schedule(wait.isPositive() ? wait.plusMillis(1) : Duration.ZERO, () -> {
                alarmSet = false;
                admit();
            });
        }
    }
}
