package dev.smsverification.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/** Runs tasks on the event loop in batches: the tasks of a reading may be as many as a topic has records. */
final class BatchedTasks {

    private static final int BATCH = 1_000;

    private final Executor loop;
    private List<Runnable> batch = new ArrayList<>();

    /** @param loop runs the tasks in their order */
    BatchedTasks(Executor loop) {
        this.loop = loop;
    }

    void add(Runnable task) {
        batch.add(task);
        if (batch.size() == BATCH) {
            flush();
        }
    }

    /** Passes on what has been added since the last batch. */
    void flush() {
        List<Runnable> full = batch;
        batch = new ArrayList<>();
        loop.execute(() -> full.forEach(Runnable::run));
    }
}
