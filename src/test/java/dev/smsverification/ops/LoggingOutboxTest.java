package dev.smsverification.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import dev.smsverification.delivery.Disposition;
import dev.smsverification.delivery.Outcome;
import dev.smsverification.delivery.RecordingOutbox;
import dev.smsverification.delivery.Result;
import dev.smsverification.event.Consumed;
import dev.smsverification.event.Reason;
import dev.smsverification.event.Received;
import dev.smsverification.event.SmsRequest;
import dev.smsverification.event.Status;
import dev.smsverification.testing.HeardLog;

class LoggingOutboxTest {

    private static final Received RECEIVED = Consumed.signInAgain(false);
    private static final Optional<SmsRequest> REQUEST = Optional.of(Consumed.decoded(RECEIVED));

    static final List<Disposition.Decided> NOT_WORTH_A_LINE = List.of(
            new Disposition.Sent(new Outcome.Accepted("SM1", Optional.empty(), OptionalInt.empty())),
            new Disposition.RetryAt(RECEIVED.attempt().next(Consumed.ARRIVED, false), Reason.THROTTLED,
                    OptionalInt.empty()),
            new Disposition.Dropped(Status.DUPLICATE, Reason.ALREADY_HANDLED),
            new Disposition.Dropped(Status.SUPERSEDED, Reason.NEWER_CODE_EXISTS));

    @Test
    void writesALineForACodeThatIsGivenUp() {
        assertThat(lines(
                new Disposition.DeadLetter(Reason.REQUEST_REJECTED, OptionalInt.of(21_212), Optional.empty()), REQUEST))
                .singleElement().extracting(ExtLogRecord::getMdcCopy)
                .isEqualTo(Map.of("eventId", "e-1", "attempt", "2", "status", "FAILED", "reason", "request_rejected",
                        "errorCode", "21212", "country", "US", "source", "requests-3-7"));
    }

    @Test
    void writesALineForAnEventThatIsNone() {
        assertThat(lines(new Disposition.DeadLetter(Reason.NOT_JSON, OptionalInt.empty(), Optional.empty()),
                Optional.empty()))
                .singleElement().extracting(ExtLogRecord::getMdcCopy)
                .isEqualTo(Map.of("eventId", "e-1", "attempt", "2", "status", "FAILED", "reason", "not_json",
                        "errorCode", "none", "source", "requests-3-7"));
    }

    @Test
    void writesALineForACodeThatExpiredBeforeItsFirstAttempt() {
        assertThat(lines(new Disposition.Dropped(Status.EXPIRED, Reason.CODE_EXPIRED), REQUEST)).singleElement()
                .extracting(line -> line.getMdc("status")).isEqualTo("EXPIRED");
    }

    @ParameterizedTest
    @FieldSource("NOT_WORTH_A_LINE")
    void writesNothingWhereTheUserHasOrWillHaveACode(Disposition.Decided disposition) {
        assertThat(lines(disposition, REQUEST)).isEmpty();
    }

    private static List<ExtLogRecord> lines(Disposition.Decided disposition, Optional<SmsRequest> request) {
        try (HeardLog log = HeardLog.of(LoggingOutbox.class)) {
            new LoggingOutbox(new RecordingOutbox())
                    .publish(new Result(RECEIVED, "e-1", request, disposition, Consumed.ARRIVED)).await()
                    .indefinitely();
            return log.lines();
        }
    }
}
