package dev.smsverification.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

import dev.smsverification.testing.WorkerEnvironment;
import dev.smsverification.testing.WorkerProcess;

/** A process of the benchmark, bound to some of the machine's cores. Its output goes to a file. */
final class Program implements AutoCloseable {

    private static final Duration STOP = Duration.ofSeconds(20);
    private static final int LAST_LINES = 20;

    private final Process process;
    private final Path log;

    private Program(Process process, Path log) {
        this.process = process;
        this.log = log;
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    static Program start(String name, String cores, List<String> command, Map<String, String> environment) {
        try {
            Path log = Files.createTempFile(Files.createDirectories(Path.of("target", "bench", "logs")), name, ".log");
            List<String> words = new ArrayList<>(List.of("taskset", "-c", cores));
            words.addAll(command);
            ProcessBuilder builder = WorkerEnvironment.cleared(new ProcessBuilder(words)).redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().putAll(environment);
            return new Program(builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The command that runs a class of this class path, with these options for the JVM. */
    static List<String> java(List<String> options, Class<?> main, String... arguments) {
        List<String> words = new ArrayList<>(
                List.of(WorkerProcess.java(), "-Djava.util.logging.manager=org.jboss.logmanager.LogManager"));
        words.addAll(options);
        words.addAll(List.of("-classpath", System.getProperty("java.class.path"), main.getName()));
        words.addAll(List.of(arguments));
        return words;
    }

    /** Waits for the first line of its output that begins so. */
    String firstLine(String beginning) {
        await(Duration.ofSeconds(60), () -> lines().stream().anyMatch(line -> line.startsWith(beginning)));
        return lines().stream().filter(line -> line.startsWith(beginning)).findFirst().orElseThrow();
    }

    /** Waits for something that is to come of it; fails if it ends. */
    void await(Duration atMost, BooleanSupplier condition) {
        Waiting.until(atMost, () -> {
            boolean come = condition.getAsBoolean();
            requireAlive();
            return come;
        });
    }

    /** Fails, with the last that it has said, if it has ended. */
    void requireAlive() {
        if (!process.isAlive()) {
            List<String> lines = lines();
            throw new IllegalStateException("has ended with %d, see %s:%n%s".formatted(process.exitValue(), log,
                    String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()))));
        }
    }

    private List<String> lines() {
        try (BufferedReader reader = Files.newBufferedReader(log)) {
            return reader.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long pid() {
        return process.pid();
    }

    /** What it has used so far, its start included; in steps of 10 ms. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    /** Resident memory in MiB: now ({@code VmRSS}) or at its highest ({@code VmHWM}). */
    double memory(String field) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(pid()), "status")).stream()
                    .filter(line -> line.startsWith(field)).map(line -> line.replaceAll("\\D", ""))
                    .mapToLong(Long::parseLong).sum() / 1024.0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is left of the heap after a collection, in MiB. */
    double liveHeap() {
        jcmd("GC.run");
        return Pattern.compile("(?:DefNew|Tenured|heap) .*used (\\d+)K").matcher(jcmd("GC.heap_info")).results()
                .mapToLong(result -> Long.parseLong(result.group(1))).sum() / 1024.0;
    }

    private String jcmd(String command) {
        try {
            Process jcmd = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                    Long.toString(pid()), command).start();
            return new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGKILL: ends it at once. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Lets it end in good order, and delete what it has on disk; kills it if that takes long. */
    @Override
    public void close() {
        process.destroy();
        process.onExit().completeOnTimeout(process, STOP.toSeconds(), TimeUnit.SECONDS).join();
        kill();
    }
}
