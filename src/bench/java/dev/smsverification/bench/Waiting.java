package dev.smsverification.bench;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Looks again and again, without hurry. */
final class Waiting {

    private static final Duration PAUSE = Duration.ofMillis(20);

    private Waiting() {}

    /** @throws IllegalStateException where it takes longer */
    static void until(Duration atMost, BooleanSupplier condition) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("nothing came of it within " + atMost);
            }
            pass(PAUSE);
        }
    }

    static void pass(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
