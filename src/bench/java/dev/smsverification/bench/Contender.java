package dev.smsverification.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.smsverification.testing.WorkerProcess;

/** Who does the job. */
enum Contender {
    WORKER("worker"), LOOP("hand-written loop"), PARALLEL_CONSUMER("Parallel Consumer"),
    /** Another build of the worker, to see what a change gains. */
    BEFORE("worker before");

    private final String label;

    Contender(String label) {
        this.label = label;
    }

    /** The command that runs it, with these options for its JVM. */
    List<String> command(List<String> options) {
        return switch (this) {
            case WORKER, BEFORE -> asShipped(options);
            case LOOP -> Program.java(options, Loop.class);
            case PARALLEL_CONSUMER -> Program.java(options, ParallelConsumer.class);
        };
    }

    /** With the options of its image, the memory that {@code k8s/base} gives it, and its AOT cache where there is one. */
    private List<String> asShipped(List<String> options) {
        List<String> words = new ArrayList<>(WorkerProcess.javaAsShipped());
        // By itself, the JVM would do without a cache that was made of other jars.
        aotCache().ifPresent(cache -> words.addAll(List.of("-XX:AOTCache=" + cache, "-XX:AOTMode=on")));
        words.addAll(options);
        words.addAll(List.of("-jar", jar().toString()));
        return words;
    }

    /** Where the build of the worker has made one ({@code -Paot}); the worker uses it, or does not start. */
    Optional<Path> aotCache() {
        return Optional.of(jar().resolveSibling("app.aot")).filter(Files::exists);
    }

    private Path jar() {
        return Path.of(System.getProperty(this == BEFORE ? "bench.before" : "worker.jar"));
    }

    @Override
    public String toString() {
        return label;
    }
}
