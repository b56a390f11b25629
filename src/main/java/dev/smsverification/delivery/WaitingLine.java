package dev.smsverification.delivery;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.function.BooleanSupplier;

import io.smallrye.mutiny.subscription.UniEmitter;

/** A queue, first come first served, that lets go early whoever has nothing left to wait for. Confined to the event loop. */
final class WaitingLine {

    private final Queue<Waiting> waiting = new ArrayDeque<>(0);

    private record Waiting(UniEmitter<? super Boolean> turn, BooleanSupplier pointless) {}

    /**
     * Adds one at the end.
     *
     * @param turn completed, synchronously with what lets it go, with whether its turn has come
     * @param pointless whether there is nothing left to wait for, asked at each {@link #releasePointless}
     */
    void join(UniEmitter<? super Boolean> turn, BooleanSupplier pointless) {
        waiting.add(new Waiting(turn, pointless));
    }

    /** Takes out the first in the line; it goes on when it is told its turn. Empty if nobody waits. */
    Optional<Runnable> next() {
        return Optional.ofNullable(waiting.poll()).map(first -> () -> first.turn().complete(true));
    }

    /** Lets go all whose wait has become pointless. The others stay where they are: each new try would nest their Uni one level deeper. */
    void releasePointless() {
        for (int n = waiting.size(); n > 0; n--) {
            Waiting next = waiting.remove();
            if (next.pointless().getAsBoolean()) {
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
