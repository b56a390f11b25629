package dev.smsverification.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.apache.kafka.common.utils.AppInfoParser;

import dev.smsverification.testing.WorkerEnvironment;
import dev.smsverification.testing.WorkerProcess;
import io.confluent.parallelconsumer.ParallelConsumerOptions;
import io.vertx.core.impl.launcher.commands.VersionCommand;

/** What a figure is worth nothing without: the machine, the versions and the worker's JVM, read when they are used. */
final class Machine {

    private static final String COMMIT = "commit";

    private Machine() {}

    static Map<String, String> describe(Settings settings, Cores cores) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("machine", "%s, %d cores, %s GiB".formatted(line("/proc/cpuinfo", "model name"), cores.count(),
                Long.parseLong(line("/proc/meminfo", "MemTotal").replaceAll("\\D", "")) >> 20));
        facts.put("cores", "contender on %s, broker, stand-in and harness on %s".formatted(cores.contender(),
                cores.others()));
        facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        facts.put("JVM", (System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version") + " "
                + String.join(" ", settings.jvm())).strip());
        facts.put("versions", "Quarkus %s, kafka-clients %s, Vert.x %s, Parallel Consumer %s".formatted(
                System.getProperty("quarkus.version"), AppInfoParser.getVersion(), VersionCommand.getVersion(),
                jarVersion(ParallelConsumerOptions.class)));
        String commit = said(List.of("git", "describe", "--always", "--dirty"));
        if (!commit.isEmpty()) {
            facts.put(COMMIT, commit);
        }
        facts.put("worker", aotCache(Contender.WORKER) + ", " + heapAndFlags(settings));
        if (settings.contenders().contains(Contender.BEFORE)) {
            facts.put("worker before", aotCache(Contender.BEFORE));
        }
        facts.put("job", "%d ms at Twilio, %d in flight, %d partitions".formatted(settings.latencyMillis(),
                settings.maxInFlight(), Stage.PARTITIONS));
        return facts;
    }

    /**
     * What is true of two runs that stand in one table. They may be of several commits, which are all told.
     *
     * @throws IllegalStateException where anything else is not the same
     */
    static Map<String, String> ofBoth(Map<String, String> before, Map<String, String> now) {
        Map<String, String> both = new LinkedHashMap<>(before);
        now.forEach((name, value) -> both.merge(name, value, (was, is) -> ofBoth(name, was, is)));
        return both;
    }

    private static String ofBoth(String name, String before, String now) {
        if (name.equals(COMMIT)) {
            return List.of(before.split(", ")).contains(now) ? before : before + ", " + now;
        }
        if (!now.equals(before)) {
            throw new IllegalStateException("cannot append to what was measured otherwise: %s was \"%s\", now is \"%s\""
                    .formatted(name, before, now));
        }
        return now;
    }

    private static String aotCache(Contender worker) {
        return worker.aotCache().isPresent() ? "with its AOT cache" : "without AOT cache";
    }

    /** As the JVM tells them, with those that it has chosen by itself. */
    private static String heapAndFlags(Settings settings) {
        List<String> command = new ArrayList<>(WorkerProcess.javaAsShipped());
        command.addAll(settings.jvm());
        command.addAll(List.of("-XX:+PrintCommandLineFlags", "-version"));
        String flags = said(command).replace(" -XX:+PrintCommandLineFlags", "");
        return Pattern.compile("MaxHeapSize=(\\d+)").matcher(flags).results()
                .map(heap -> "%d MiB of heap, ".formatted(Long.parseLong(heap.group(1)) >> 20)).findFirst().orElse("")
                + flags;
    }

    /** The output of a program; nothing where there is no such program. */
    private static String said(List<String> command) {
        try {
            Process process = WorkerEnvironment.cleared(new ProcessBuilder(command))
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException _) {
            return "";
        }
    }

    private static String line(String file, String field) {
        try {
            return Files.readAllLines(Path.of(file)).stream().filter(line -> line.startsWith(field)).findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip()).orElse("unknown");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String jarVersion(Class<?> type) {
        String jar = type.getProtectionDomain().getCodeSource().getLocation().getPath();
        return jar.replaceAll(".*-(\\d[^/]*)\\.jar", "$1");
    }
}
