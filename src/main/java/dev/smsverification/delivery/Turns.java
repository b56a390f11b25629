package dev.smsverification.delivery;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import io.smallrye.mutiny.Uni;

/**
 * Ordering by key: one at a time for each recipient, in the order of arrival; recipients do not wait for each other. Confined to the event loop.
 */
final class Turns {

    private final EventLoop loop;
    /** By recipient; there while there is work for it. */
    private final Map<String, WaitingLine> lines = new HashMap<>();

    Turns(EventLoop loop) {
        this.loop = loop;
    }

    /**
     * Does the work when all earlier work for the recipient has ended.
     *
     * @param pointless whether there is nothing to wait for, asked before it waits and at each {@link #releasePointless}: then the work is done at once
     */
    <T> Uni<T> inTurn(String recipient, BooleanSupplier pointless, Supplier<Uni<T>> work) {
        return turn(recipient, pointless).chain(hasTurn -> {
            Uni<T> done = Uni.createFrom().deferred(work::get);
            return hasTurn ? done.onTermination().invoke(() -> next(recipient)) : done;
        });
    }

    /** Lets go all whose wait for this recipient has become pointless. */
    void releasePointless(String recipient) {
        WaitingLine line = lines.get(recipient);
        if (line != null) {
            line.releasePointless();
        }
    }

    /** The same for all recipients. */
    void releasePointless() {
        List.copyOf(lines.values()).forEach(WaitingLine::releasePointless);
    }

    private Uni<Boolean> turn(String recipient, BooleanSupplier pointless) {
        return Uni.createFrom().emitter(turn -> {
            WaitingLine ahead = lines.putIfAbsent(recipient, new WaitingLine());
            if (ahead == null) {
                turn.complete(true);
            } else if (pointless.getAsBoolean()) {
                turn.complete(false);
            } else {
                ahead.join(turn, pointless);
            }
        });
    }

    private void next(String recipient) {
        // Not from here: thousands may wait for one recipient, each a few calls deeper than the one before.
        lines.get(recipient).next().ifPresentOrElse(loop::execute, () -> lines.remove(recipient));
    }
}
