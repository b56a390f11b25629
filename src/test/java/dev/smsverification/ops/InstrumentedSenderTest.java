package dev.smsverification.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import dev.smsverification.delivery.Outcome;
import dev.smsverification.delivery.ScriptedSender;
import dev.smsverification.delivery.TextMessage;
import dev.smsverification.event.PhoneNumber;
import dev.smsverification.event.Reason;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

class InstrumentedSenderTest {

    private static final TextMessage MESSAGE = new TextMessage(new PhoneNumber("+12025550160", 1, "US"), "text", 1,
            Duration.ofMinutes(5));

    /** What the alert about failing attempts is reckoned from. */
    @Test
    void countsAMessageThatNoConnectionCameAboutForAsAnAttemptToSend() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        ScriptedSender twilio = new ScriptedSender();
        twilio.answer(new Outcome.NotSent(Reason.PROVIDER_UNREACHABLE));

        new InstrumentedSender(twilio, meters).send(MESSAGE).await().indefinitely();

        assertThat(meters.get("sms_twilio_answer_seconds").tags("call", "send", "outcome", "not_sent").timer().count())
                .isOne();
    }
}
