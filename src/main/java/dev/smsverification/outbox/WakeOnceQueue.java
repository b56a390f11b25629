package dev.smsverification.outbox;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** A queue for another thread, which is woken once for everything that it finds when it comes. Safe for concurrent use. */
final class WakeOnceQueue<T> {

    private final Runnable wake;
    private final Queue<T> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean woken = new AtomicBoolean();

    /** @param wake makes the other thread {@linkplain #takeAll take all} */
    WakeOnceQueue(Runnable wake) {
        this.wake = wake;
    }

    void add(T thing) {
        waiting.add(thing);
        wakeOnce();
    }

    void takeAll(Consumer<? super T> taker) {
        // First, so that what is added too late for this time wakes it again.
        woken.set(false);
        try {
            for (T thing = waiting.poll(); thing != null; thing = waiting.poll()) {
                taker.accept(thing);
            }
        } finally {
            // The taker may have failed on one, and the others still wait.
            if (!waiting.isEmpty()) {
                wakeOnce();
            }
        }
    }

    private void wakeOnce() {
        // Read first: mostly it is woken already, and a write would only take the cache line from the other processor.
        if (!woken.get() && woken.compareAndSet(false, true)) {
            wake.run();
        }
    }
}
