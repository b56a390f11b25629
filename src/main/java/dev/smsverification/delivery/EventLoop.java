package dev.smsverification.delivery;

import java.time.Duration;
import java.util.concurrent.Executor;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * The one thread on which records are handled, from {@code intake} to {@code outbox}; it is in this package because both of them may import
 * it. State that is only touched here needs no locks, and HTTP connections opened from here are served here.
 */
@Singleton
public class EventLoop implements Executor {

    private final Vertx vertx;
    private final Context context;

    EventLoop(Vertx vertx) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
    }

    @Override
    public void execute(Runnable task) {
        context.runOnContext(_ -> task.run());
    }

    /** Completes on the event loop when the delay has passed. */
    public Uni<Void> after(Duration delay) {
        return Uni.createFrom().emitter(emitter -> schedule(delay, () -> emitter.complete(null)));
    }

    /**
     * Runs the task once, when the delay has passed. To be called on the event loop.
     *
     * @return cancels the timer, if there is one still
     */
    public Runnable schedule(Duration delay, Runnable task) {
        if (delay.toMillis() <= 0) {
            execute(task);
            return () -> {};
        }
        long timer = vertx.setTimer(delay.toMillis(), _ -> task.run());
        return () -> vertx.cancelTimer(timer);
    }
}
