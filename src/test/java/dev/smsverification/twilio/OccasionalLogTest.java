package dev.smsverification.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalInt;

import javax.net.ssl.SSLHandshakeException;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import dev.smsverification.delivery.Outcome;
import dev.smsverification.event.Reason;
import dev.smsverification.testing.HeardLog;

class OccasionalLogTest {

    private static final Instant NOW = Instant.parse("2026-04-01T12:00:00Z");

    @AutoClose
    private final HeardLog log = HeardLog.of(OccasionalLog.class);
    private final OccasionalLog occasionalLog = new OccasionalLog(new ErrorCodes(Map.of()));

    @Test
    void tellsOnceAMinuteForEachCode() {
        occasionalLog.consider(rejected(21602), NOW);
        occasionalLog.consider(rejected(21602), NOW.plusSeconds(59));
        occasionalLog.consider(rejected(21408), NOW.plusSeconds(59));
        occasionalLog.consider(rejected(21602), NOW.plusSeconds(61));

        assertThat(log.lines()).hasSize(3);
    }

    @Test
    void goesOnWhereTheClockIsSetBack() {
        occasionalLog.consider(rejected(21602), NOW);
        occasionalLog.consider(rejected(21602), NOW.minusSeconds(3_600));

        assertThat(log.lines()).hasSize(2);
    }

    @Test
    void tellsOfUnknownCodes() {
        occasionalLog.consider(rejected(99999), NOW);

        assertThat(log.lines()).hasSize(1);
    }

    @Test
    void keepsQuietAboutWhatNobodyCanChange() {
        occasionalLog.consider(rejected(21610), NOW);
        occasionalLog.consider(new Outcome.AccountProblem(OptionalInt.of(20003)), NOW);

        assertThat(log.lines()).isEmpty();
    }

    @Test
    void tellsOnceAMinuteForEachKindWhyThereIsNoConnection() {
        occasionalLog.unreached(new ConnectException("somewhere"), NOW);
        occasionalLog.unreached(new ConnectException("elsewhere"), NOW.plusSeconds(59));
        occasionalLog.unreached(new UnknownHostException("somewhere"), NOW.plusSeconds(59));
        occasionalLog.unreached(new ConnectException("somewhere"), NOW.plusSeconds(61));

        assertThat(log.messages()).containsExactly("No connection to Twilio: ConnectException",
                "No connection to Twilio: UnknownHostException", "No connection to Twilio: ConnectException");
    }

    @Test
    void saysWhatIsWrongWithACertificate() {
        occasionalLog.unreached(new SSLHandshakeException("expired\nyesterday"), NOW);

        assertThat(log.messages())
                .containsExactly("No connection to Twilio: SSLHandshakeException: expired?yesterday");
    }

    private static Outcome rejected(int code) {
        return new Outcome.Rejected(Reason.REQUEST_REJECTED, OptionalInt.of(code));
    }
}
