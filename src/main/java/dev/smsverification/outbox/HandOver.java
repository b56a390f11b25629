package dev.smsverification.outbox;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Things for another thread, which is called once and takes along all that wait when it comes. Safe for concurrent use. */
final class HandOver<T> {

    private final Runnable call;
    private final Queue<T> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean called = new AtomicBoolean();

    /** @param call has somebody {@linkplain #takeAll take all} */
    HandOver(Runnable call) {
        this.call = call;
    }

    void add(T thing) {
        waiting.add(thing);
        callOnce();
    }

    void takeAll(Consumer<? super T> taker) {
        // First, so that whoever comes too late for this time calls again.
        called.set(false);
        try {
            for (T thing = waiting.poll(); thing != null; thing = waiting.poll()) {
                taker.accept(thing);
            }
        } finally {
            // What is done about one thing may fail, and the others still wait.
            if (!waiting.isEmpty()) {
                callOnce();
            }
        }
    }

    private void callOnce() {
        // Read first: mostly somebody has called, and then a write would only take the line from the other processor.
        if (!called.get() && called.compareAndSet(false, true)) {
            call.run();
        }
    }
}
