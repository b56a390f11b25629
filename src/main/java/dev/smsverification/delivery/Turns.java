package dev.smsverification.delivery;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;

/**
 * Ordering by key: one at a time for each recipient, in the order of arrival; recipients do not wait for each other. Confined to the event loop.
 */
final class Turns {

    private final EventLoop loop;
    private final Map<String, Queue<Waiting>> waiting = new HashMap<>();

    private record Waiting(UniEmitter<? super Boolean> turn, BooleanSupplier inVain) {}

    Turns(EventLoop loop) {
        this.loop = loop;
    }

    /**
     * Does the work when all earlier work for the recipient has ended.
     *
     * @param inVain whether there is nothing to wait for, asked before it waits and at each {@link #wakeInVain}: then the work is done at once
     */
    <T> Uni<T> inTurn(String recipient, BooleanSupplier inVain, Supplier<Uni<T>> work) {
        return turn(recipient, inVain).chain(hasTurn -> {
            Uni<T> done = Uni.createFrom().deferred(work::get);
            return hasTurn ? done.onTermination().invoke(() -> next(recipient)) : done;
        });
    }

    /** Lets go on who waits for this recipient in vain. */
    void wakeInVain(String recipient) {
        Queue<Waiting> behind = waiting.get(recipient);
        for (int n = behind == null ? 0 : behind.size(); n > 0; n--) {
            Waiting next = behind.remove();
            if (next.inVain().getAsBoolean()) {
                next.turn().complete(false);
            } else {
                behind.add(next);
            }
        }
    }

    /** The same for all recipients. */
    void wakeInVain() {
        List.copyOf(waiting.keySet()).forEach(this::wakeInVain);
    }

    private Uni<Boolean> turn(String recipient, BooleanSupplier inVain) {
        return Uni.createFrom().emitter(emitter -> {
            Queue<Waiting> behind = waiting.putIfAbsent(recipient, new ArrayDeque<>(0));
            if (behind == null) {
                emitter.complete(true);
            } else if (inVain.getAsBoolean()) {
                emitter.complete(false);
            } else {
                behind.add(new Waiting(emitter, inVain));
            }
        });
    }

    private void next(String recipient) {
        Waiting next = waiting.get(recipient).poll();
        if (next == null) {
            waiting.remove(recipient);
        } else {
            // Not from here: thousands may wait for one recipient, each a few calls deeper than the one before.
            loop.execute(() -> next.turn().complete(true));
        }
    }
}
