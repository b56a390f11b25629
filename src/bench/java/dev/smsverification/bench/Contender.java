package dev.smsverification.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Who does the job. */
enum Contender {
    WORKER("worker"), LOOP("hand-written loop"), PARALLEL_CONSUMER("Parallel Consumer"),
    /** Another build of the worker, to see what a change gains. */
    BEFORE("worker before");

    private final String label;

    Contender(String label) {
        this.label = label;
    }

    /** The command that runs it, with the same options for the JVM whoever it is. */
    List<String> command(List<String> options) {
        List<String> words = switch (this) {
            case WORKER -> jar("worker.jar");
            case BEFORE -> jar("bench.before");
            case LOOP -> Program.java(Loop.class);
            case PARALLEL_CONSUMER -> Program.java(ParallelConsumer.class);
        };
        words.addAll(1, options);
        return words;
    }

    /** As it is shipped: with its AOT cache, where the build has made one ({@code -Paot}). */
    private static List<String> jar(String property) {
        Path jar = Path.of(System.getProperty(property));
        Path cache = jar.resolveSibling("app.aot");
        List<String> words = new ArrayList<>(List.of(Program.java()));
        if (Files.exists(cache)) {
            words.add("-XX:AOTCache=" + cache);
        }
        words.addAll(List.of("-jar", jar.toString()));
        return words;
    }

    @Override
    public String toString() {
        return label;
    }
}
