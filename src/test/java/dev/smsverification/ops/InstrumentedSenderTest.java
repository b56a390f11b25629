package dev.smsverification.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;

import dev.smsverification.delivery.Outcome;
import dev.smsverification.delivery.ScriptedSender;
import dev.smsverification.delivery.TextMessage;
import dev.smsverification.event.PhoneNumber;
import dev.smsverification.event.Reason;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

class InstrumentedSenderTest {

    private static final TextMessage MESSAGE = new TextMessage(new PhoneNumber("+12025550160", 1, "US"), "text", 1,
            Duration.ofMinutes(5));

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ScriptedSender twilio = new ScriptedSender();
    private final InstrumentedSender sender = new InstrumentedSender(twilio, meters);

    /** What the alert about failing attempts is reckoned from. */
    @Test
    void countsAMessageThatNoConnectionCameAboutForAsAnAttemptToSend() {
        twilio.answer(new Outcome.NotSent(Reason.PROVIDER_UNREACHABLE));

        sender.send(MESSAGE).await().indefinitely();

        assertThat(answers("send", "not_sent")).isOne();
    }

    /** As with {@code twilio.uncertain=give-up}: the alert is to hear of it. */
    @Test
    void countsAMessageThatIsGivenUpBecauseItMayHaveBeenSentAsUncertain() {
        twilio.answer(new Outcome.Rejected(Reason.UNCERTAIN_NOT_REPEATED, OptionalInt.of(20503)));
        twilio.answer(new Outcome.Rejected(Reason.REQUEST_REJECTED, OptionalInt.of(21212)));

        sender.send(MESSAGE).await().indefinitely();
        sender.send(MESSAGE).await().indefinitely();

        assertThat(answers("send", "uncertain")).isOne();
        assertThat(answers("send", "rejected")).isOne();
    }

    @Test
    void countsAQuestion() {
        sender.reconcile(MESSAGE, Instant.EPOCH).await().indefinitely();

        assertThat(answers("reconcile", "none")).isOne();
    }

    @Test
    void countsNoQuestionThatIsNotAsked() {
        twilio.cannotReconcile();

        sender.reconcile(MESSAGE, Instant.EPOCH).await().indefinitely();

        assertThat(answers("reconcile", "none")).isZero();
    }

    private long answers(String call, String outcome) {
        return meters.find("sms_twilio_answer_seconds").tags("call", call, "outcome", outcome).timers().stream()
                .mapToLong(Timer::count).sum();
    }
}
