package dev.smsverification.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import org.apache.kafka.common.utils.AppInfoParser;

import io.confluent.parallelconsumer.ParallelConsumerOptions;
import io.vertx.core.impl.launcher.commands.VersionCommand;

/** What a figure is worth nothing without: the machine and the versions, read when they are used. */
final class Machine {

    private Machine() {}

    static Map<String, String> describe(Settings settings, Cores cores) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("machine", "%s, %d cores, %s GiB; contender on core %s, broker, stand-in and harness on %s".formatted(
                line("/proc/cpuinfo", "model name"), cores.count(),
                Long.parseLong(line("/proc/meminfo", "MemTotal").replaceAll("\\D", "")) >> 20, cores.contender(),
                cores.others()));
        facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        facts.put("JVM", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version") + " "
                + String.join(" ", settings.jvm()));
        facts.put("versions", "Quarkus %s, kafka-clients %s, Vert.x %s, Parallel Consumer %s".formatted(
                System.getProperty("quarkus.version"), AppInfoParser.getVersion(), VersionCommand.getVersion(),
                jarVersion(ParallelConsumerOptions.class)));
        facts.put("job", "%d ms at Twilio, %d in flight, %d partitions, %d rounds, median".formatted(
                settings.latencyMillis(), settings.maxInFlight(), Stage.PARTITIONS, settings.rounds()));
        return facts;
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
