package dev.smsverification.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/** For a driver of load, whose business time is. */
final class Pause {

    private Pause() {}

    static void of(Duration length) {
        until(Instant.now().plus(length));
    }

    /** Returns at once if that has passed. */
    static void until(Instant then) {
        for (Duration left = Duration.between(Instant.now(), then); left.isPositive(); left = Duration
                .between(Instant.now(), then)) {
            LockSupport.parkNanos(left.toNanos());
        }
    }

    /** Does something that many times at an even rate. */
    static void evenly(int perSecond, long times, Runnable work) {
        Instant begin = Instant.now();
        for (long i = 0; i < times; i++) {
            until(begin.plusNanos(i * 1_000_000_000L / perSecond));
            work.run();
        }
    }
}
