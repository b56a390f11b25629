package dev.smsverification.twilio;

import static dev.smsverification.twilio.TwilioFixtures.MESSAGE;
import static dev.smsverification.twilio.TwilioFixtures.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.smsverification.delivery.Outcome;
import dev.smsverification.delivery.TextMessage;
import dev.smsverification.event.Reason;
import dev.smsverification.testing.StandInAnswer;
import dev.smsverification.testing.TwilioStandIn;
import dev.smsverification.twilio.TwilioConfig.Uncertain;
import io.vertx.core.Vertx;

/** What becomes of an attempt that may have been sent, by {@code twilio.uncertain}. */
class UncertainTest {

    @AutoClose
    private static final Vertx VERTX = Vertx.vertx();
    @AutoClose
    private static final TwilioStandIn TWILIO = TwilioStandIn.start();
    private static final String TO = MESSAGE.to().e164();
    private static final Outcome UNKNOWN = new Outcome.Uncertain(Reason.PROVIDER_ERROR, OptionalInt.of(20503));

    @BeforeEach
    void reset() {
        TWILIO.reset();
    }

    @ParameterizedTest
    @EnumSource(names = {"RECONCILE", "RESEND"})
    void leavesAnAttemptUncertainThatIsToBeRepeated(Uncertain uncertain) {
        TWILIO.answer(TO, StandInAnswer.error(503, 20503));

        assertThat(await(client(uncertain).send(MESSAGE))).isEqualTo(UNKNOWN);
    }

    @Test
    void givesAnUncertainAttemptUp() {
        TWILIO.answer(TO, StandInAnswer.error(503, 20503));

        assertThat(await(client(Uncertain.GIVE_UP).send(MESSAGE)))
                .isEqualTo(new Outcome.Rejected(Reason.UNCERTAIN_NOT_REPEATED, OptionalInt.of(20503)));
    }

    @Test
    void givesUpNothingElse() {
        TWILIO.answer(TO, StandInAnswer.error(429, 20429), StandInAnswer.accepted());

        assertThat(await(client(Uncertain.GIVE_UP).send(MESSAGE))).isInstanceOf(Outcome.Throttled.class);
        assertThat(await(client(Uncertain.GIVE_UP).send(MESSAGE))).isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void sendsAgainWithoutAsking() {
        TWILIO.answer(TO, StandInAnswer.reset(true));
        await(client(Uncertain.RESEND).send(MESSAGE));

        assertThat(await(client(Uncertain.RESEND).reconcile(MESSAGE, yesterday()))).isEmpty();
        assertThat(await(nowhere(Uncertain.RESEND).reconcile(MESSAGE, yesterday()))).as("not even asked").isEmpty();
    }

    @Test
    void neitherAsksNorSendsAgainWhatIsLeftFromAnotherSetting() {
        assertThat(await(nowhere(Uncertain.GIVE_UP).reconcile(MESSAGE, yesterday())))
                .contains(new Outcome.Rejected(Reason.UNCERTAIN_NOT_REPEATED, OptionalInt.empty()));
    }

    @Test
    void asksNoLongerThanTheTimeoutForAllPagesTogether() {
        for (int i = 0; i < 120; i++) {
            await(client(Uncertain.RECONCILE).send(MESSAGE));
        }
        AtomicInteger looks = new AtomicInteger();
        InstantSource sixSecondsEachLook = () -> Instant.EPOCH.plusSeconds(6L * looks.getAndIncrement());
        TwilioClient client = TwilioFixtures.client(VERTX, TwilioFixtures.account(TWILIO.baseUrl()),
                Uncertain.RECONCILE, sixSecondsEachLook);

        assertThat(client.timeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(
                await(client.reconcile(new TextMessage(MESSAGE.to(), "another", 1, MESSAGE.validity()), yesterday())))
                .contains(new Outcome.Uncertain(Reason.PROVIDER_TIMEOUT, OptionalInt.empty()));
    }

    private static TwilioClient client(Uncertain uncertain) {
        return TwilioFixtures.client(VERTX, TwilioFixtures.account(TWILIO.baseUrl()), uncertain, TwilioFixtures.CLOCK);
    }

    /** A client that gets no answer to whatever it asks. */
    private static TwilioClient nowhere(Uncertain uncertain) {
        return TwilioFixtures.client(VERTX, TwilioFixtures.account("http://127.0.0.1:1"), uncertain,
                TwilioFixtures.CLOCK);
    }

    private static Instant yesterday() {
        return Instant.now().minus(Duration.ofDays(1));
    }
}
