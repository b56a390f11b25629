package dev.smsverification.delivery;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.function.BooleanSupplier;

import io.smallrye.mutiny.subscription.UniEmitter;

/** A first-come-first-served queue whose waits can be cancelled. Confined to the event loop. */
final class WaitQueue {

    private final Queue<Waiting> waiting = new ArrayDeque<>(0);

    private record Waiting(UniEmitter<? super Boolean> turn, BooleanSupplier cancelled) {}

    /**
     * Adds a waiter at the end.
     *
     * @param turn completed synchronously: with true when its turn has come, with false when its wait is cancelled
     * @param cancelled whether there is nothing left to wait for; asked at each {@link #releaseCancelled}
     */
    void join(UniEmitter<? super Boolean> turn, BooleanSupplier cancelled) {
        waiting.add(new Waiting(turn, cancelled));
    }

    /** Removes the first waiter, which goes on when the answer is run. Empty if nobody waits. */
    Optional<Runnable> next() {
        return Optional.ofNullable(waiting.poll()).map(first -> () -> first.turn().complete(true));
    }

    /** Lets all go on whose wait is cancelled. The others keep their places: to wake and queue them again would nest their Uni one level deeper each time. */
    void releaseCancelled() {
        for (int n = waiting.size(); n > 0; n--) {
            Waiting next = waiting.remove();
            if (next.cancelled().getAsBoolean()) {
                next.turn().complete(false);
            } else {
                waiting.add(next);
            }
        }
    }

    int size() {
        return waiting.size();
    }
}
