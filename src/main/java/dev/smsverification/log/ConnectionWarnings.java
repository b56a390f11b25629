package dev.smsverification.log;

import java.util.List;
import java.util.logging.Filter;
import java.util.logging.Level;
import java.util.logging.LogRecord;

import io.quarkus.logging.LoggingFilter;

/**
 * Lets one line of each kind through each minute of what is said about Kafka that is away or refuses the login: Kafka's clients would warn of
 * each connection that does not come about, several times a second, and the connector of each poll that fails. Thread-safe.
 */
@LoggingFilter(name = "connection-warnings")
final class ConnectionWarnings implements Filter {

    private static final String CONNECTIONS = "org.apache.kafka.clients.NetworkClient";
    /** How the connector's line begins. */
    private static final String FAILED_POLL = "SRMSG18285";

    private final OnceAMinute occasions = new OnceAMinute();

    @Override
    public boolean isLoggable(LogRecord line) {
        return line.getLevel().intValue() < Level.WARNING.intValue()
                || !CONNECTIONS.equals(line.getLoggerName())
                        && !String.valueOf(line.getMessage()).startsWith(FAILED_POLL)
                || occasions.isDue(List.of(line.getLoggerName(), line.getLevel()), line.getInstant());
    }
}
