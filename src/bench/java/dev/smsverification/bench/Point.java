package dev.smsverification.bench;

import java.time.Duration;

/** How far a contender was at a moment: status records written, and what they have cost. */
record Point(long nanoTime, long written, Duration cpu) {

    private static Point now(Stage stage, Program program, Job job) {
        return new Point(System.nanoTime(), stage.count(job.status()), program.cpu());
    }

    /** Waits until that many status records are written. */
    static Point reached(long written, Stage stage, Program program, Job job, Duration patience) {
        program.await(patience, () -> stage.count(job.status()) >= written);
        return now(stage, program, job);
    }

    double perSecondSince(Point before) {
        return (written - before.written) * 1e9 / (nanoTime - before.nanoTime);
    }

    /** In microseconds for each message. */
    double cpuSince(Point before) {
        return cpu.minus(before.cpu).toNanos() / 1e3 / (written - before.written);
    }
}
