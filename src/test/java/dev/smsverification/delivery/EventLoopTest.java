package dev.smsverification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.vertx.core.Vertx;

class EventLoopTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Vertx vertx = Vertx.vertx();
    private final EventLoop loop = new EventLoop(vertx);

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /** Vert.x has no such timer. */
    @Test
    void goesOnAtOnceAfterLessThanAMillisecond() {
        loop.after(Duration.ofNanos(999_999)).await().atMost(PATIENCE);
    }

    @Test
    void runsNothingThatWasCancelled() {
        AtomicBoolean ran = new AtomicBoolean();

        loop.execute(() -> loop.schedule(Duration.ofMillis(20), () -> ran.set(true)).run());
        loop.after(Duration.ofMillis(40)).await().atMost(PATIENCE);

        assertThat(ran).isFalse();
    }
}
