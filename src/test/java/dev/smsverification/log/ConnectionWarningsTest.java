package dev.smsverification.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.LogRecord;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionWarningsTest {

    private static final String CATEGORY = "org.apache.kafka.clients.NetworkClient";
    private static final Instant NOW = Instant.parse("2026-04-01T12:00:00Z");

    private final ConnectionWarnings filter = new ConnectionWarnings();

    @ParameterizedTest
    @ValueSource(strings = {"WARNING", "SEVERE"})
    void letsOneOfEachLevelThroughEachMinute(String name) {
        Level level = Level.parse(name);
        assertThat(filter.isLoggable(line(CATEGORY, level, NOW))).isTrue();
        assertThat(filter.isLoggable(line(CATEGORY, level, NOW.plusSeconds(59)))).isFalse();
        assertThat(filter.isLoggable(line(CATEGORY, level, NOW.plusSeconds(60)))).isTrue();
        assertThat(filter.isLoggable(line(CATEGORY, level, NOW.plusSeconds(61)))).isFalse();
    }

    @Test
    void letsOnePollThroughThatFails() {
        assertThat(filter.isLoggable(poll(NOW))).isTrue();
        assertThat(filter.isLoggable(poll(NOW.plusSeconds(1)))).isFalse();
        assertThat(filter.isLoggable(line(CATEGORY, Level.WARNING, NOW.plusSeconds(1)))).isTrue();
        assertThat(filter.isLoggable(poll(NOW.plusSeconds(60)))).isTrue();
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

    private static LogRecord poll(Instant at) {
        return line("io.smallrye.reactive.messaging.kafka", Level.WARNING, "SRMSG18285: Failed to poll", at);
    }

    private static LogRecord line(String category, Level level, Instant at) {
        return line(category, level, "Connection to node -1 could not be established", at);
    }

    private static LogRecord line(String category, Level level, String message, Instant at) {
        LogRecord line = new LogRecord(level, message);
        line.setLoggerName(category);
        line.setInstant(at);
        return line;
    }
}
