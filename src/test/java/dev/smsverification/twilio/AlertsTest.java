package dev.smsverification.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Filter;
import java.util.logging.Logger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.smsverification.delivery.Outcome;
import dev.smsverification.event.Reason;

class AlertsTest {

    private static final Instant NOW = Instant.parse("2026-04-01T12:00:00Z");

    private final Logger logger = Logger.getLogger(Alerts.class.getName());
    private final Filter before = logger.getFilter();
    private final AtomicInteger lines = new AtomicInteger();
    private final Alerts alerts = new Alerts(new ErrorCodes(Map.of()));

    @BeforeEach
    void count() {
        logger.setFilter(_ -> {
            lines.incrementAndGet();
            return false;
        });
    }

    @AfterEach
    void stop() {
        logger.setFilter(before);
    }

    @Test
    void tellsOnceAMinuteForEachCode() {
        alerts.consider(rejected(21602), NOW);
        alerts.consider(rejected(21602), NOW.plusSeconds(59));
        alerts.consider(rejected(21408), NOW.plusSeconds(59));
        alerts.consider(rejected(21602), NOW.plusSeconds(61));

        assertThat(lines).hasValue(3);
    }

    @Test
    void tellsOfUnknownCodes() {
        alerts.consider(rejected(99999), NOW);

        assertThat(lines).hasValue(1);
    }

    @Test
    void keepsQuietAboutWhatNobodyCanChange() {
        alerts.consider(rejected(21610), NOW);
        alerts.consider(new Outcome.AccountProblem(OptionalInt.of(20003)), NOW);

        assertThat(lines).hasValue(0);
    }

    private static Outcome rejected(int code) {
        return new Outcome.Rejected(Reason.REQUEST_REJECTED, OptionalInt.of(code));
    }
}
