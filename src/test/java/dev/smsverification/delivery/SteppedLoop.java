package dev.smsverification.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import io.vertx.core.Vertx;

/** An event loop on the thread of the test, whose time passes only when it is told to. */
final class SteppedLoop extends EventLoop {

    private record Task(Duration due, Runnable work) {}

    private final List<Task> tasks = new ArrayList<>();
    private Duration now = Duration.ZERO;

    SteppedLoop(Vertx vertx) {
        super(vertx);
    }

    /** Since the beginning. */
    Duration now() {
        return now;
    }

    @Override
    public void execute(Runnable task) {
        task.run();
    }

    @Override
    public void schedule(Duration delay, Runnable task) {
        tasks.add(new Task(now.plus(delay), task));
    }

    /** Runs, in order, all that is due in this time, also what is only scheduled by then. */
    void pass(Duration time) {
        Duration end = now.plus(time);
        for (Optional<Task> next = next(end); next.isPresent(); next = next(end)) {
            tasks.remove(next.get());
            now = next.get().due();
            next.get().work().run();
        }
        now = end;
    }

    /** How long it is until the last task of now is due. */
    Duration untilLast() {
        return tasks.stream().map(Task::due).max(Comparator.naturalOrder()).orElse(now).minus(now);
    }

    private Optional<Task> next(Duration end) {
        return tasks.stream().filter(task -> task.due().compareTo(end) <= 0).min(Comparator.comparing(Task::due));
    }
}
