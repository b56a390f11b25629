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
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(this::ask));
    }

    /** What the shutdown hook does: asks the command to end and waits until it has, though not for ever. */
    void ask() {
        asked = true;
        try {
            ended.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
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
