package dev.smsverification.testing;

import static java.net.http.HttpResponse.BodyHandlers.discarding;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.awaitility.Awaitility;

/**
 * The packaged worker, run by the same JDK as the test. The system property {@code worker.jar} says where it is. Whatever
 * it prints goes to a file. It does not outlive this JVM, unless that one is killed.
 */
public final class WorkerProcess implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(120);
    private static final Duration STOP = Duration.ofSeconds(30);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final Path log;
    private final int port;

    private WorkerProcess(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> stop(STOP)));
    }

    /**
     * Starts the worker and returns at once. The settings go by environment variables, so that no list of processes shows
     * them; its management interface gets a free port on loopback.
     */
    public static WorkerProcess start(Map<String, String> settings) {
        return start(settings, newLog(), List.of(java()));
    }

    /** A file for what a worker prints, empty and its own. */
    public static Path newLog() {
        try {
            return Files.createTempFile(Files.createDirectories(Path.of("target", "worker-logs")), "worker-", ".log");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The same with a log file, which is overwritten, and a command in place of {@code java}: one with options for the JVM, say.
     */
    public static WorkerProcess start(Map<String, String> settings, Path log, List<String> java) {
        int port = Ports.free();
        Map<String, String> all = new HashMap<>(settings);
        all.put("quarkus.management.host", "127.0.0.1");
        all.put("quarkus.management.port", Integer.toString(port));
        List<String> words = new ArrayList<>(java);
        words.addAll(List.of("-jar", System.getProperty("worker.jar")));
        ProcessBuilder command = WorkerEnvironment.cleared(new ProcessBuilder(words)).redirectErrorStream(true)
                .redirectOutput(log.toFile());
        command.environment().putAll(WorkerEnvironment.variables(all));
        try {
            return new WorkerProcess(command.start(), log, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The JVM that runs this. */
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** The same with the options of the image, and the memory that {@code k8s/base} gives it. */
    public static List<String> javaAsShipped() {
        return List.of(java(), "@src/main/docker/jvm.options", "-XX:MaxRAM=384m");
    }

    /** Waits until it says that it is ready; fails, with the end of its output, if it ends or takes over two minutes. */
    public WorkerProcess awaitReady() {
        Awaitility.await().atMost(START).pollInterval(Duration.ofMillis(250))
                .failFast(() -> assertThat(isAlive()).withFailMessage(() -> "the worker has ended:\n" + lastLines(30))
                        .isTrue())
                .untilAsserted(() -> assertThat(isReady())
                        .withFailMessage(() -> "the worker is not ready:\n" + lastLines(30)).isTrue());
        return this;
    }

    /** What its readiness endpoint says now; no answer is a no. */
    public boolean isReady() {
        return saysUp("/q/health/ready");
    }

    /** What its liveness endpoint says now; no answer is a no. */
    public boolean isLive() {
        return saysUp("/q/health/live");
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** The CPU time it has used so far, its start included; zero where the system does not tell. */
    public Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Where its management interface listens. */
    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** SIGTERM: asks it to stop in good order. */
    public void terminate() {
        process.destroy();
    }

    /** SIGKILL: ends it at once. */
    private void kill() {
        process.destroyForcibly();
    }

    /** SIGSTOP: it stands still, as on a machine that gives it no time, until it is thawed or killed. */
    public void freeze() {
        signal("STOP");
    }

    /** SIGCONT: it goes on as if no time had passed. */
    public void thaw() {
        signal("CONT");
    }

    /** Waits for its end; fails, with the end of its output, if that takes longer. */
    public int awaitExit(Duration atMost) {
        try {
            assertThat(process.waitFor(atMost)).withFailMessage(() -> "the worker still runs:\n" + lastLines(30))
                    .isTrue();
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Asks it to stop in good order and waits for its end; kills it, and fails, if that takes longer. */
    public synchronized int stop(Duration atMost) {
        try {
            // Ctrl-C in a terminal has reached it as well, and a second signal would not let it finish.
            if (!process.waitFor(Duration.ofSeconds(1))) {
                terminate();
            }
            return awaitExit(atMost);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            kill();
        }
    }

    /** Where its output goes. */
    public Path log() {
        return log;
    }

    /** All it has printed so far. */
    public String output() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last lines it has printed so far. */
    public String lastLines(int count) {
        List<String> lines = output().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - count), lines.size()));
    }

    /** Kills it if it still runs. */
    @Override
    public void close() {
        kill();
        awaitExit(Duration.ofSeconds(30));
    }

    private void signal(String name) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).inheritIO().start();
            assertThat(kill.waitFor()).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean saysUp(String path) {
        HttpRequest question = HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(5)).build();
        try {
            return HTTP.send(question, discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
