package dev.smsverification.chaos;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.smsverification.testing.WorkerProcess;
import dev.smsverification.testing.WorkerSettings;

/**
 * What a run needs.
 *
 * @param brokers one or three
 * @param java the command that runs a worker's jar
 * @param retryDelays as in {@code sms.retry.delays}
 * @param settings of the workers, beyond the least they need
 * @param latency of the stand-in
 */
record Setup(int brokers, int workers, List<String> java, List<String> retryDelays, Map<String, String> settings,
        Answering answering, Duration latency) {

    /** Enough for a worker, and quick to start. */
    private static final List<String> JAVA = List.of(WorkerProcess.java(), "-Xmx256m", "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1");

    static Setup of(int brokers, int workers, Answering answering, Duration latency) {
        return new Setup(brokers, workers, JAVA, List.of("1s", "3s", "5s"),
                Map.of("twilio.request-timeout", "3s"), answering, latency);
    }

    Setup with(Map<String, String> changes) {
        Map<String, String> all = new HashMap<>(settings);
        all.putAll(changes);
        return new Setup(brokers, workers, java, retryDelays, all, answering, latency);
    }

    Setup withRetryDelays(String... delays) {
        return new Setup(brokers, workers, java, List.of(delays), settings, answering, latency);
    }

    Setup runBy(List<String> command) {
        return new Setup(brokers, workers, command, retryDelays, settings, answering, latency);
    }

    Map<String, String> workerSettings(String bootstrapServers, String twilio) {
        Map<String, String> all = WorkerSettings.minimal(bootstrapServers, twilio);
        all.put("sms.topics.create", "false");
        all.put("sms.retry.delays", String.join(",", retryDelays));
        all.putAll(WorkerSettings.SOON_MISSED);
        all.putAll(settings);
        return all;
    }

    /** Everything that is not the worker's default. */
    String description() {
        Map<String, String> changed = new HashMap<>(settings);
        changed.putAll(WorkerSettings.SOON_MISSED);
        changed.put("sms.retry.delays", String.join(",", retryDelays));
        return "%d broker(s), %d worker(s) [%s], stand-in latency %d ms%n  %s".formatted(brokers, workers,
                String.join(" ", java).replace(WorkerProcess.java(), "java"), latency.toMillis(),
                new TreeMap<>(changed));
    }
}
