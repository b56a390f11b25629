package dev.smsverification.log;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Filter;
import java.util.logging.Level;
import java.util.logging.LogRecord;

import io.quarkus.logging.LoggingFilter;

/**
 * Lets one warning of Kafka's clients about a connection through each minute. While a broker is away, they warn of each that does not come
 * about, several times a second. Thread-safe.
 */
@LoggingFilter(name = "connection-warnings")
final class ConnectionWarnings implements Filter {

    private static final String CATEGORY = "org.apache.kafka.clients.NetworkClient";
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private final AtomicReference<Instant> next = new AtomicReference<>(Instant.MIN);

    @Override
    public boolean isLoggable(LogRecord line) {
        return line.getLevel().intValue() != Level.WARNING.intValue() || !CATEGORY.equals(line.getLoggerName())
                || isDue(line.getInstant());
    }

    private boolean isDue(Instant now) {
        Instant due = next.get();
        return !now.isBefore(due) && next.compareAndSet(due, now.plus(INTERVAL));
    }
}
