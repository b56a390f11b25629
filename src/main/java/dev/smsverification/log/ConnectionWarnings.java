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

    private final AtomicReference<Instant> last = new AtomicReference<>(Instant.EPOCH);

    @Override
    public boolean isLoggable(LogRecord line) {
        return line.getLevel().intValue() != Level.WARNING.intValue() || !CATEGORY.equals(line.getLoggerName())
                || isDue(line.getInstant());
    }

    /** Also where the clock was set back. */
    private boolean isDue(Instant now) {
        Instant before = last.get();
        return Duration.between(before, now).abs().compareTo(INTERVAL) >= 0 && last.compareAndSet(before, now);
    }
}
