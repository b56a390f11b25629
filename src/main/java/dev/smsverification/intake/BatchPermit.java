package dev.smsverification.intake;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Singleton;

/** The permit for one batch between the polling thread and the event loop. Safe for concurrent use. */
@Singleton
class BatchPermit {

    /** Not a semaphore, which would count a second release. */
    private final BlockingQueue<Boolean> permit = new ArrayBlockingQueue<>(1);

    BatchPermit() {
        release();
    }

    /** Waits until the event loop has accepted the previous batch, at most {@code timeout}. */
    void acquire(Duration timeout) {
        try {
            permit.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** The batch has been accepted, or will not be. Without effect if the permit is free. */
    void release() {
        permit.offer(true);
    }
}
