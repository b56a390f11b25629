package dev.smsverification.intake;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

import org.apache.kafka.clients.consumer.OffsetAndMetadata;

import dev.smsverification.delivery.Handling;
import dev.smsverification.delivery.Lease;
import io.smallrye.mutiny.Uni;

/**
 * Tracks the records of one assigned partition that have been taken in, and how far they are settled without a gap. Confined to the event
 * loop.
 */
final class Lane implements Lease {

    private final FetchBackpressure.Levels levels;
    private final int generation;
    private final Queue<Entry> unsettled = new ArrayDeque<>();
    private final CompletableFuture<Void> idle = new CompletableFuture<>();
    private final Start start;
    private final Map<Long, Entry> inProgressBefore;
    private long settledUpTo;
    private int working;
    private boolean failed;
    private boolean held = true;

    /**
     * @param levels which its records raise
     * @param generation of the consumer group in which the partition was assigned; what was fetched before is not accepted
     * @param start where the work on the partition begins
     * @param inProgressBefore {@link #inProgress} of the lane of the partition's previous assignment here
     */
    Lane(FetchBackpressure.Levels levels, int generation, Start start, Map<Long, Entry> inProgressBefore) {
        this.start = start;
        this.inProgressBefore = inProgressBefore;
        this.levels = levels;
        this.generation = generation;
        this.settledUpTo = start.offset();
    }

    /** One record. */
    static final class Entry {
        private final long offset;
        private final Instant due;
        private final int weight;
        private boolean begun;
        private final CompletableFuture<Handling> end = new CompletableFuture<>();

        private Entry(long offset, Instant due, int weight) {
            this.offset = offset;
            this.due = due;
            this.weight = weight;
        }

        private boolean settled() {
            return end.getNow(Handling.LEFT) == Handling.SETTLED;
        }

        /** Completes when the work has ended, perhaps at once; never if none has begun. */
        Uni<Handling> ended() {
            return Uni.createFrom().completionStage(end);
        }
    }

    boolean accepts(int fetchedIn) {
        return held && fetchedIn >= generation;
    }

    /** Whether another worker may have begun the record. */
    boolean maybeBegun(long offset) {
        return offset < start.maybeBegunBefore();
    }

    /**
     * Takes a record in.
     *
     * @param due from when on it can be worked on
     * @param weight see {@link FetchBackpressure#weight}
     */
    Entry take(long offset, Instant due, int weight) {
        Entry entry = new Entry(offset, due, weight);
        unsettled.add(entry);
        levels.memory().rise(weight);
        levels.span().rise(1);
        return entry;
    }

    /** Work on the record begins. */
    void begin(Entry entry) {
        entry.begun = true;
        working++;
    }

    /** Work on the record has ended. */
    void end(Entry entry, Handling handling) {
        working--;
        levels.memory().fall(entry.weight);
        entry.end.complete(handling);
        while (!unsettled.isEmpty() && unsettled.peek().settled()) {
            settledUpTo = unsettled.remove().offset + 1;
            levels.span().fall(1);
        }
        completeWhenIdle();
    }

    /** Work on the record has ended in a fault of this program; the message may have been sent. */
    void fail(Entry entry) {
        failed = true;
        end(entry, Handling.LEFT);
    }

    /** The offset to commit: everything before it is settled. */
    long settledUpTo() {
        return settledUpTo;
    }

    /** What to commit when the partition is given away. Work that a previous worker had begun may still be unsettled. */
    OffsetAndMetadata finalCommit() {
        return working == 0 && !failed && settledUpTo >= start.maybeBegunBefore()
                ? Start.nothingBegun(settledUpTo)
                : new OffsetAndMetadata(settledUpTo);
    }

    /**
     * The entry of the same record from this partition's previous assignment here, if work on it had begun. Due times are compared too, as a
     * recreated topic reuses offsets.
     */
    Optional<Entry> inProgressBefore(Entry entry) {
        return Optional.ofNullable(inProgressBefore.get(entry.offset)).filter(before -> before.due.equals(entry.due));
    }

    /** By offset, the records that work has begun on and that are not acknowledged, those of earlier assignments included. */
    Map<Long, Entry> inProgress() {
        Map<Long, Entry> inProgress = new HashMap<>(inProgressBefore);
        unsettled.stream().filter(entry -> entry.begun).forEach(entry -> inProgress.put(entry.offset, entry));
        inProgress.keySet().removeIf(offset -> offset < settledUpTo);
        return inProgress;
    }

    ConsumptionSnapshot.PartitionProgress progress() {
        int ahead = Math.toIntExact(unsettled.stream().filter(Entry::settled).count());
        return new ConsumptionSnapshot.PartitionProgress(settledUpTo, ahead,
                Optional.ofNullable(unsettled.peek()).map(entry -> entry.due));
    }

    @Override
    public boolean held() {
        return held;
    }

    /** No more records are begun; completes when the work on those that were has ended. */
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
