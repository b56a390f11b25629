package dev.smsverification.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ctrl-C or SIGTERM: lets the command finish its step, and say how far it has come, before the process ends. */
final class Interruption implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean asked;

    Interruption() {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
            asked = true;
            try {
                ended.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    /** Whether the process is to end. */
    boolean asked() {
        return asked;
    }

    /** Nothing is left to be finished. */
    @Override
    public void close() {
        ended.countDown();
    }
}
