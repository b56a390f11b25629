package dev.smsverification.chaos;

import java.time.Duration;

import dev.smsverification.testing.QuietLogging;

/**
 * Runs one mode and ends with exit code 0 only if the worker kept its word. The system properties {@code chaos.mode},
 * {@code chaos.seconds} and {@code chaos.seed} say which, for how long and how.
 */
public final class Chaos {

    private Chaos() {}

    public static void main(String[] arguments) {
        QuietLogging.apply();
        boolean held = false;
        try {
            held = mode(System.getProperty("chaos.mode", "chaos")).run();
        } catch (RuntimeException | AssertionError e) {
            e.printStackTrace();
        }
        // Brokers have threads that would keep this process alive.
        System.exit(held ? 0 : 1);
    }

    private static Mode mode(String name) {
        long seed = Long.getLong("chaos.seed", 1);
        return switch (name) {
            case "chaos" -> new ChaosRun(seed, Duration.ofSeconds(Long.getLong("chaos.seconds", 600)));
            case "backlog" -> new Backlog(seed);
            case "floods" -> new Floods();
            case "retries" -> new Retries();
            case "outage" -> new Outage();
            default -> throw new IllegalArgumentException("no such mode: " + name);
        };
    }
}
