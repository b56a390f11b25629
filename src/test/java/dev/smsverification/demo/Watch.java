package dev.smsverification.demo;

import java.time.Duration;

import dev.smsverification.testing.Observed;
import dev.smsverification.testing.Observer;
import dev.smsverification.testing.QuietLogging;

/** Prints the status topic from its beginning, a record a line, until Ctrl-C: {@code Watch BOOTSTRAP_SERVERS}. */
public final class Watch {

    private Watch() {}

    public static void main(String[] arguments) {
        if (arguments.length != 1) {
            System.err.println("Usage: Watch BOOTSTRAP_SERVERS");
            System.exit(2);
        }
        QuietLogging.apply();
        try (Observer statuses = Observer.of(arguments[0], "sms.verification.status")) {
            while (!Thread.currentThread().isInterrupted()) {
                statuses.next(Duration.ofSeconds(1)).stream().map(Observed::text).forEach(System.out::println);
            }
        }
    }
}
