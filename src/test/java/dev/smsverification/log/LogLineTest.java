package dev.smsverification.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.OptionalInt;

import org.jboss.logging.Logger;
import org.jboss.logging.MDC;
import org.jboss.logmanager.Level;
import org.junit.jupiter.api.Test;

import dev.smsverification.testing.HeardLog;

class LogLineTest {

    @Test
    void saysWhatHappenedAndThenToWhich() {
        LogLine line = LogLine.of("Given up").with(LogKey.EVENT_ID, "id-1").with(LogKey.ATTEMPT, 2)
                .withErrorCode(OptionalInt.of(30007));

        assertThat(line).hasToString("Given up, eventId=id-1, attempt=2, errorCode=30007");
    }

    @Test
    void saysSoWhereThereIsNoErrorCode() {
        assertThat(LogLine.of("Given up").withErrorCode(OptionalInt.empty())).hasToString("Given up, errorCode=none");
    }

    /** Ids come from outside. */
    @Test
    void letsNobodyWriteLinesOfTheirOwn() {
        LogLine line = LogLine.of("Given up").with(LogKey.EVENT_ID, "id\n2026-04-01 ERROR all is lost\u001b[2J");

        assertThat(line).hasToString("Given up, eventId=id?2026-04-01 ERROR all is lost?[2J");
    }

    /** In one character what takes others an escape and a bracket, or a carriage return and a line feed. */
    @Test
    void letsNobodyDoSoByControlCharactersBeyondAscii() {
        LogLine line = LogLine.of("Given up").with(LogKey.EVENT_ID, "id\u0085all is lost\u009b2J");

        assertThat(line).hasToString("Given up, eventId=id?all is lost?2J");
    }

    @Test
    void hasItsKeysAsFieldsBesideThoseOfTheThread() {
        MDC.put("traceId", "t-1");
        try (HeardLog log = HeardLog.of("given-up")) {
            LogLine.of("Given up").with(LogKey.ATTEMPT, 2).warn(Logger.getLogger("given-up"));

            assertThat(log.lines()).singleElement().satisfies(line -> {
                assertThat(line.getLevel()).isEqualTo(Level.WARN);
                assertThat(line.getMessage()).isEqualTo("Given up, attempt=2");
                assertThat(line.getMdcCopy()).isEqualTo(Map.of("traceId", "t-1", "attempt", "2"));
            });
            assertThat(MDC.get("attempt")).isNull();
        } finally {
            MDC.remove("traceId");
        }
    }
}
