package dev.smsverification.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

import dev.smsverification.testing.WorkerProcess;

/** Packaged workers of one group, each in its place, whatever happens to them. For one thread at a time. */
final class Crew implements AutoCloseable {

    private static final Duration STOP = Duration.ofSeconds(60);
    /** 128 and the number of SIGTERM. */
    private static final int TERMINATED = 143;

    private final Path directory;
    private final List<String> java;
    private final List<Map<String, String>> settings;
    private final Journal journal;
    private final ToIntFunction<String> open;
    private final List<WorkerProcess> workers = new ArrayList<>();
    private final List<Path> logs = new ArrayList<>();

    /**
     * @param java the command that runs the workers
     * @param settings of each worker
     * @param open how many requests a worker has open
     */
    Crew(Path directory, List<String> java, List<Map<String, String>> settings, Journal journal,
            ToIntFunction<String> open) {
        this.directory = directory;
        this.java = java;
        this.settings = settings;
        this.journal = journal;
        this.open = open;
    }

    static String name(int index) {
        return "worker-" + (index + 1);
    }

    /** Starts all of them and waits until they are ready. */
    void start() {
        for (int index = 0; index < settings.size(); index++) {
            workers.add(launch(index));
        }
        workers.forEach(WorkerProcess::awaitReady);
    }

    void kill(int index) {
        journal.record(Incident.Kind.KILLED, name(index), () -> open.applyAsInt(name(index)),
                () -> {
                    assertThat(workers.get(index).isAlive()).as("%s has not ended by itself", name(index)).isTrue();
                    workers.get(index).close();
                });
    }

    void terminate(int index) {
        journal.record(Incident.Kind.TERMINATED, name(index), () -> open.applyAsInt(name(index)), () -> {
            workers.get(index).terminate();
            awaitEnd(workers.get(index));
        });
    }

    /** Starts one that has ended; does not wait until it is ready. */
    void restart(int index) {
        journal.record(Incident.Kind.STARTED, name(index), () -> 0, () -> workers.set(index, launch(index)));
    }

    WorkerProcess worker(int index) {
        return workers.get(index);
    }

    /** Asks all to stop and waits until they have. */
    void stop() {
        workers.forEach(WorkerProcess::terminate);
        workers.forEach(Crew::awaitEnd);
    }

    /** Where the workers, those that ended included, have printed to. */
    List<Path> logs() {
        return logs;
    }

    @Override
    public void close() {
        workers.forEach(WorkerProcess::close);
    }

    /** One that has ended by itself has another exit code. */
    private static void awaitEnd(WorkerProcess worker) {
        assertThat(worker.awaitExit(STOP)).as("exit code after SIGTERM").isEqualTo(TERMINATED);
    }

    private WorkerProcess launch(int index) {
        Path log = directory.resolve("%s-%d.log".formatted(name(index), logs.size() + 1));
        logs.add(log);
        return WorkerProcess.start(settings.get(index), log, java);
    }
}
