package dev.smsverification.bench;

import java.util.List;

/** A way of measuring. */
@FunctionalInterface
interface Mode {

    List<Measurement> run(Stage stage, Settings settings);

    static Mode named(String name) {
        return switch (name) {
            case "drain" -> new Drain();
            case "steady" -> new Steady();
            case "crash" -> new Crash();
            case "start" -> new Start();
            case "scale" -> new Scale();
            case "memory" -> new Memory();
            case "expired" -> new Expired();
            default -> throw new IllegalArgumentException("no mode " + name);
        };
    }
}
