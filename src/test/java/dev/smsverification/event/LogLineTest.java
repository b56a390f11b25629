package dev.smsverification.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;

import org.junit.jupiter.api.Test;

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
}
