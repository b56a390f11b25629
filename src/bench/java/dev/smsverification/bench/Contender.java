package dev.smsverification.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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

    /** The command that runs it, with these options for the JVM whoever it is. */
    List<String> command(List<String> options) {
        return switch (this) {
            case WORKER -> jar("worker.jar", options);
            case BEFORE -> jar("bench.before", options);
            case LOOP -> Program.java(options, Loop.class);
            case PARALLEL_CONSUMER -> Program.java(options, ParallelConsumer.class);
        };
    }

    /**
     * As it is shipped: with the options of its image, the memory that {@code k8s/base} gives it, and its AOT cache, where
     * the build has made one ({@code -Paot}).
     */
    private static List<String> jar(String property, List<String> options) {
        Path jar = Path.of(System.getProperty(property));
        Path cache = jar.resolveSibling("app.aot");
        List<String> words = new ArrayList<>(WorkerProcess.javaAsShipped());
        if (Files.exists(cache)) {
            words.add("-XX:AOTCache=" + cache);
        }
        words.addAll(options);
        words.addAll(List.of("-jar", jar.toString()));
        return words;
    }

    @Override
    public String toString() {
        return label;
    }
}
