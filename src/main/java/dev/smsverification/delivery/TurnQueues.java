package dev.smsverification.delivery;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import io.smallrye.mutiny.Uni;

/**
 * A queue for each key, an event id or a recipient: its work is done one at a time, in the order of arrival; keys do not wait for each other.
 * Confined to the event loop.
 */
final class TurnQueues {

    private final EventLoop loop;
    /** By key; an entry exists while there is work for it. */
    private final Map<String, WaitQueue> queues = new HashMap<>();

    TurnQueues(EventLoop loop) {
        this.loop = loop;
    }

    /**
     * Does the work when all earlier work for the key has ended.
     *
     * @param cancelled whether there is nothing to wait for; asked before the wait and at each {@link #releaseCancelled}: then the work is done
     *        at once, out of turn
     */
    <T> Uni<T> inTurn(String key, BooleanSupplier cancelled, Supplier<Uni<T>> work) {
        return turn(key, cancelled).chain(hasTurn -> {
            Uni<T> done = Uni.createFrom().deferred(work::get);
            return hasTurn ? done.onTermination().invoke(() -> next(key)) : done;
        });
    }

    /** Whether there is work for the key. */
    boolean contains(String key) {
        return queues.containsKey(key);
    }

    /** Lets all go on whose wait for this key is cancelled. */
    void releaseCancelled(String key) {
        WaitQueue queue = queues.get(key);
        if (queue != null) {
            queue.releaseCancelled();
        }
    }

    /** The same for all keys. */
    void releaseCancelled() {
        List.copyOf(queues.values()).forEach(WaitQueue::releaseCancelled);
    }

    private Uni<Boolean> turn(String key, BooleanSupplier cancelled) {
        return Uni.createFrom().emitter(turn -> {
            WaitQueue ahead = queues.putIfAbsent(key, new WaitQueue());
            if (ahead == null) {
                turn.complete(true);
            } else if (cancelled.getAsBoolean()) {
                turn.complete(false);
            } else {
                ahead.join(turn, cancelled);
            }
        });
    }

    private void next(String key) {
        // Not called directly: with thousands waiting for one key, the stack would overflow.
        queues.get(key).next().ifPresentOrElse(loop::execute, () -> queues.remove(key));
    }
}
