package dev.smsverification.chaos;

import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;

/** How long something took each time. */
record Times(long[] millis) {

    private static final Duration TIMER_RESOLUTION = Duration.ofMillis(1);

    static Times of(Stream<Duration> times) {
        return new Times(times.mapToLong(Duration::toMillis).sorted().toArray());
    }

    /** How many took longer. */
    long over(Duration limit) {
        return Arrays.stream(millis).filter(time -> time > limit.toMillis()).count();
    }

    /** Whether there are any, none was early by more than a timer may be, and 99 of a hundred took less. */
    boolean nearlyAllUnder(Duration limit) {
        return millis.length > 0 && millis[0] >= -TIMER_RESOLUTION.toMillis() && p99() < limit.toMillis();
    }

    private long p99() {
        return millis[millis.length * 99 / 100];
    }

    @Override
    public String toString() {
        return millis.length == 0
                ? "never"
                : "least %d ms, p50 %d ms, p99 %d ms, most %d ms".formatted(millis[0], millis[millis.length / 2],
                        p99(), millis[millis.length - 1]);
    }
}
