package dev.smsverification.intake;

import java.util.ArrayDeque;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

import dev.smsverification.delivery.Handling;
import dev.smsverification.delivery.Lease;

/**
 * The records of one assigned partition that have been taken in, and how far they are settled without a gap. Confined to
 * the event loop.
 */
final class Lane implements Lease {

    private final Watermark watermark;
    private final int generation;
    private final Queue<Entry> unsettled = new ArrayDeque<>();
    private final CompletableFuture<Void> idle = new CompletableFuture<>();
    private OptionalLong settledUpTo = OptionalLong.empty();
    private int working;
    private boolean held = true;

    /** @param generation of the consumer group when the partition was assigned; what was fetched before is not ours */
    Lane(Watermark watermark, int generation) {
        this.watermark = watermark;
        this.generation = generation;
    }

    /** A record's place in the partition. */
    static final class Entry {
        private final long offset;
        private boolean settled;

        private Entry(long offset) {
            this.offset = offset;
        }
    }

    boolean accepts(int fetchedIn) {
        return held && fetchedIn >= generation;
    }

    Entry take(long offset) {
        Entry entry = new Entry(offset);
        unsettled.add(entry);
        watermark.rise();
        return entry;
    }

    /** Work on a record begins. */
    void begin() {
        working++;
    }

    /** Work on it has ended. */
    void end(Entry entry, Handling handling) {
        working--;
        watermark.fall();
        entry.settled = handling == Handling.SETTLED;
        while (!unsettled.isEmpty() && unsettled.peek().settled) {
            settledUpTo = OptionalLong.of(unsettled.remove().offset + 1);
        }
        completeWhenIdle();
    }

    /** The offset to commit: everything before it is settled. Empty while nothing is. */
    OptionalLong settledUpTo() {
        return settledUpTo;
    }

    @Override
    public boolean held() {
        return held;
    }

    /** Lets no further work begin; completes when what had begun has ended. */
    CompletableFuture<Void> endLease() {
        held = false;
        completeWhenIdle();
        return idle;
    }

    private void completeWhenIdle() {
        if (!held && working == 0) {
            idle.complete(null);
        }
    }
}
