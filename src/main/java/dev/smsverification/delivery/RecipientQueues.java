package dev.smsverification.delivery;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import io.smallrye.mutiny.Uni;

/**
 * A queue for each recipient: its work is done one at a time, in the order of arrival; recipients do not wait for each other. Confined to the
 * event loop.
 */
final class RecipientQueues {

    private final EventLoop loop;
    /** By recipient; an entry exists while there is work for it. */
    private final Map<String, WaitQueue> queues = new HashMap<>();

    RecipientQueues(EventLoop loop) {
        this.loop = loop;
    }

    /**
     * Does the work when all earlier work for the recipient has ended.
     *
     * @param cancelled whether there is nothing to wait for; asked before the wait and at each {@link #releaseCancelled}: then the work is done
     *        at once, out of turn
     */
    <T> Uni<T> inTurn(String recipient, BooleanSupplier cancelled, Supplier<Uni<T>> work) {
        return turn(recipient, cancelled).chain(hasTurn -> {
            Uni<T> done = Uni.createFrom().deferred(work::get);
            return hasTurn ? done.onTermination().invoke(() -> next(recipient)) : done;
        });
    }

    /** Lets all go on whose wait for this recipient is cancelled. */
    void releaseCancelled(String recipient) {
        WaitQueue queue = queues.get(recipient);
        if (queue != null) {
            queue.releaseCancelled();
        }
    }

    /** The same for all recipients. */
    void releaseCancelled() {
        List.copyOf(queues.values()).forEach(WaitQueue::releaseCancelled);
    }

    private Uni<Boolean> turn(String recipient, BooleanSupplier cancelled) {
        return Uni.createFrom().emitter(turn -> {
            WaitQueue ahead = queues.putIfAbsent(recipient, new WaitQueue());
            if (ahead == null) {
                turn.complete(true);
            } else if (cancelled.getAsBoolean()) {
                turn.complete(false);
            } else {
                ahead.join(turn, cancelled);
            }
        });
    }

    private void next(String recipient) {
        // Not called directly: with thousands waiting for one recipient, the stack would overflow.
        queues.get(recipient).next().ifPresentOrElse(loop::execute, () -> queues.remove(recipient));
    }
}
