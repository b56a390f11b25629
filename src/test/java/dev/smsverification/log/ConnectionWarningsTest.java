package dev.smsverification.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.LogRecord;

import org.junit.jupiter.api.Test;

class ConnectionWarningsTest {

    private static final String CATEGORY = "org.apache.kafka.clients.NetworkClient";
    private static final Instant NOW = Instant.parse("2026-04-01T12:00:00Z");

    private final ConnectionWarnings filter = new ConnectionWarnings();

    @Test
    void letsOneWarningThroughEachMinute() {
        assertThat(filter.isLoggable(line(CATEGORY, Level.WARNING, NOW))).isTrue();
        assertThat(filter.isLoggable(line(CATEGORY, Level.WARNING, NOW.plusSeconds(59)))).isFalse();
        assertThat(filter.isLoggable(line(CATEGORY, Level.WARNING, NOW.plusSeconds(60)))).isTrue();
        assertThat(filter.isLoggable(line(CATEGORY, Level.WARNING, NOW.plusSeconds(61)))).isFalse();
    }

    @Test
    void goesOnWhereTheClockIsSetBack() {
        filter.isLoggable(line(CATEGORY, Level.WARNING, NOW));

        assertThat(filter.isLoggable(line(CATEGORY, Level.WARNING, NOW.minusSeconds(1)))).isFalse();
        assertThat(filter.isLoggable(line(CATEGORY, Level.WARNING, NOW.minusSeconds(3_600)))).isTrue();
    }

    @Test
    void letsEverythingElseThrough() {
        filter.isLoggable(line(CATEGORY, Level.WARNING, NOW));

        assertThat(filter.isLoggable(line(CATEGORY, Level.SEVERE, NOW))).isTrue();
        assertThat(filter.isLoggable(line(CATEGORY, Level.FINE, NOW))).isTrue();
        assertThat(filter.isLoggable(line("dev.smsverification", Level.WARNING, NOW))).isTrue();
        assertThat(filter.isLoggable(line(null, Level.WARNING, NOW))).isTrue();
    }

    private static LogRecord line(String category, Level level, Instant at) {
        LogRecord line = new LogRecord(level, "Connection to node -1 could not be established");
        line.setLoggerName(category);
        line.setInstant(at);
        return line;
    }
}
