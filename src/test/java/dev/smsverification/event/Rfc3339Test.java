package dev.smsverification.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Rfc3339Test {

    @ParameterizedTest
    @CsvSource({"2026-04-01T12:00:00Z, 2026-04-01T12:00:00Z", "2026-04-01t12:00:00z, 2026-04-01T12:00:00Z",
            "2026-04-01 12:00:00Z, 2026-04-01T12:00:00Z",
            "2026-04-01T12:00:00.123456789Z, 2026-04-01T12:00:00.123456789Z",
            "2026-04-01T12:00:00.5z, 2026-04-01T12:00:00.500Z", "2026-04-01T12:00:00+05:30, 2026-04-01T06:30:00Z",
            "2026-04-01T12:00:00.5-00:30, 2026-04-01T12:30:00.500Z", "2026-04-01T12:00:00-00:00, 2026-04-01T12:00:00Z",
            "2026-04-01 12:00:00-00:00, 2026-04-01T12:00:00Z",
            "2026-04-01T12:00:00.1234567891Z, 2026-04-01T12:00:00.123456789Z",
            "2026-04-01T12:00:00.99999999999999999999+02:00, 2026-04-01T10:00:00.999999999Z",
            "2026-04-01T12:00:00.12345678912-00:00, 2026-04-01T12:00:00.123456789Z",
            "2026-04-01T12:00Z, 2026-04-01T12:00:00Z"})
    void readsTimes(String text, Instant instant) {
        assertThat(Rfc3339.instant(text)).contains(instant);
    }

    /** Section 5.7. It counts as the second behind it. */
    @ParameterizedTest
    @CsvSource({"2016-12-31T23:59:60Z, 2017-01-01T00:00:00Z", "1990-12-31T15:59:60-08:00, 1991-01-01T00:00:00Z",
            "2016-12-31T23:59:60-00:00, 2017-01-01T00:00:00Z",
            "2016-12-31T23:59:60.1234567891Z, 2017-01-01T00:00:00.123456789Z"})
    void readsLeapSeconds(String text, Instant instant) {
        assertThat(Rfc3339.instant(text)).contains(instant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Z", "2026-04-01T12:00:00", "2026-04-01T12:00:00Z+02:00", "2026-04-01T12:00:00Zxyz",
            "2026-04-01T12:00:00ZZ", "2026-04-01T12:00:00z ", "2026-04-01T12:00:00.5ZZ", "2026-04-01T12:00:00+02x00",
            "2026-04-01T12:00:00+05300", "2026-04-01T12:00:00.5+02x00", "2026-04-01T12:00:00+02:00Z",
            "2026-04-01T12:00:00+0200", "2026-04-01T12:00:00+02:60", "2016-12-31T23:59:60Zxyz",
            "2016-12-30T23:59:60Z", "2016-12-31T22:59:60Z", "2016-12-31T23:59:61Z", "9999-12-31T23:59:60Z",
            "-00:00", "2026-04-01T12:00:00-00:00Z", "2026-04-01T12:00:00Z-00:00", "2026-04-01T12:00:00+02:00-00:00",
            "2026-04-01T12:00:00.1234567891", "2026-04-01T12:00:00.1234567891xZ"})
    void refusesWhatIsNoTime(String text) {
        assertThat(Rfc3339.instant(text)).isEmpty();
    }
}
