package dev.smsverification.delivery;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.function.BooleanSupplier;

import io.smallrye.mutiny.subscription.UniEmitter;

/** A queue, first come first served, that lets go early who waits in vain. Confined to the event loop. */
final class WaitingLine {

    private final Queue<Waiting> waiting = new ArrayDeque<>(0);

    private record Waiting(UniEmitter<? super Boolean> turn, BooleanSupplier inVain) {}

    /**
     * Adds one at the end.
     *
     * @param turn completed, synchronously with what lets it go, with whether its turn has come
     * @param inVain whether there is nothing left to wait for, asked at each {@link #wakeInVain}
     */
    void join(UniEmitter<? super Boolean> turn, BooleanSupplier inVain) {
        waiting.add(new Waiting(turn, inVain));
    }

    /** Takes out the first in the line; it goes on when it is told its turn. Empty if nobody waits. */
    Optional<Runnable> next() {
        return Optional.ofNullable(waiting.poll()).map(first -> () -> first.turn().complete(true));
    }

    /** Lets go all who wait in vain. The others stay where they are: each new try would nest their Uni one level deeper. */
    void wakeInVain() {
        for (int n = waiting.size(); n > 0; n--) {
            Waiting next = waiting.remove();
            if (next.inVain().getAsBoolean()) {
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
