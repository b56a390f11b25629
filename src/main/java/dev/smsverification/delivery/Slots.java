package dev.smsverification.delivery;

import java.util.ArrayDeque;
import java.util.Queue;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;

/** The bound on requests in flight to the provider, first come first served. Confined to the event loop. */
final class Slots {

    private final int limit;
    private final Queue<UniEmitter<? super Void>> waiting = new ArrayDeque<>();
    private int inUse;
    private boolean open = true;

    Slots(int limit) {
        this.limit = limit;
    }

    /** Takes a slot, to be given back by {@link #release()}, if one is free. */
    boolean tryAcquire() {
        if (free()) {
            inUse++;
            return true;
        }
        return false;
    }

    /** Completes, synchronously with the change, when it may be worth trying again. */
    Uni<Void> changed() {
        return Uni.createFrom().<Void>emitter(waiting::add);
    }

    void release() {
        inUse--;
        admit();
    }

    /** Grants nothing more until {@link #open()}. */
    void close() {
        open = false;
    }

    void open() {
        open = true;
        admit();
    }

    /** Makes everybody who waits look again at whether there is anything left to wait for. */
    void wakeAll() {
        for (int n = waiting.size(); n > 0; n--) {
            waiting.remove().complete(null);
        }
    }

    private boolean free() {
        return open && inUse < limit;
    }

    private void admit() {
        while (free() && !waiting.isEmpty()) {
            waiting.remove().complete(null);
        }
    }
}
