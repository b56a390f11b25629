package dev.smsverification.delivery;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.function.Supplier;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;

/** One at a time for each recipient, in the order of arrival; recipients do not wait for each other. Confined to the event loop. */
final class Turns {

    private final EventLoop loop;
    private final Map<String, Queue<UniEmitter<? super Void>>> waiting = new HashMap<>();

    Turns(EventLoop loop) {
        this.loop = loop;
    }

    /** Does the work when all earlier work for the recipient has ended. */
    <T> Uni<T> inTurn(String recipient, Supplier<Uni<T>> work) {
        return turn(recipient).chain(work::get).onTermination().invoke(() -> next(recipient));
    }

    private Uni<Void> turn(String recipient) {
        return Uni.createFrom().emitter(emitter -> {
            Queue<UniEmitter<? super Void>> behind = waiting.putIfAbsent(recipient, new ArrayDeque<>(0));
            if (behind == null) {
                emitter.complete(null);
            } else {
                behind.add(emitter);
            }
        });
    }

    private void next(String recipient) {
        UniEmitter<? super Void> next = waiting.get(recipient).poll();
        if (next == null) {
            waiting.remove(recipient);
        } else {
            // Not from here: thousands may wait for one recipient, each a few calls deeper than the one before.
            loop.execute(() -> next.complete(null));
        }
    }
}
