package dev.smsverification.twilio;

import static dev.smsverification.twilio.TwilioFixtures.API_KEY;
import static dev.smsverification.twilio.TwilioFixtures.AUTH_TOKEN;
import static dev.smsverification.twilio.TwilioFixtures.MESSAGE;
import static dev.smsverification.twilio.TwilioFixtures.SECRET_TEXT;
import static dev.smsverification.twilio.TwilioFixtures.account;
import static dev.smsverification.twilio.TwilioFixtures.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.smsverification.delivery.Outcome;
import dev.smsverification.delivery.TextMessage;
import dev.smsverification.event.Reason;
import dev.smsverification.testing.StandInAccount;
import dev.smsverification.testing.StandInAnswer;
import dev.smsverification.testing.StandInNumbers;
import dev.smsverification.testing.TwilioStandIn;
import dev.smsverification.twilio.TwilioAccount.From;
import dev.smsverification.twilio.TwilioAccount.Login;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;

/** How a message is sent, and what each of Twilio's answers to it means. */
class TwilioClientTest {

    @AutoClose
    private static final Vertx VERTX = Vertx.vertx();
    @AutoClose
    private static final TwilioStandIn TWILIO = TwilioStandIn.start();
    private static final TwilioClient CLIENT = client(API_KEY);
    private static final String TO = MESSAGE.to().e164();

    @BeforeEach
    void reset() {
        TWILIO.reset();
    }

    @Test
    void sendsAMessage() {
        Outcome outcome = await(CLIENT.send(MESSAGE));

        assertThat(TWILIO.messages()).singleElement().satisfies(message -> {
            assertThat(outcome)
                    .isEqualTo(new Outcome.Accepted(message.sid(), Optional.of("accepted"), OptionalInt.empty()));
            assertThat(message.form()).isEqualTo(Map.of("To", TO, "Body", SECRET_TEXT, "RiskCheck", "enable",
                    "ValidityPeriod", "297", "MessagingServiceSid", StandInAccount.MESSAGING_SERVICE_SID));
        });
    }

    @Test
    void sendsAnyTextAsItIs() {
        String text = "Ваш код: 100% & + = ; \"ñ\"\n😀\u00a0@example.com #123456";

        await(CLIENT.send(new TextMessage(MESSAGE.to(), text, 1, MESSAGE.validity())));

        assertThat(TWILIO.messages()).singleElement().satisfies(message -> assertThat(message.body()).isEqualTo(text));
    }

    @Test
    void signsInWithTheAuthTokenToo() {
        assertThat(await(client(AUTH_TOKEN).send(MESSAGE))).isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void sendsInTheNameOfANumberWithTheWholeConfiguration() {
        TwilioAccount account = TwilioFixtures.account(TWILIO.baseUrl());
        TwilioClient client = TwilioFixtures.client(VERTX, new TwilioAccount(account.sid(), account.login(),
                new From.Number("+15005550006"), false, Optional.of(URI.create("https://sms.example.com/receipts?a=1")),
                account.hosts(), account.requestTimeout()));

        await(client.send(MESSAGE));

        assertThat(TWILIO.messages().getFirst().form()).containsEntry("From", "+15005550006")
                .containsEntry("RiskCheck", "disable")
                .containsEntry("StatusCallback", "https://sms.example.com/receipts?a=1")
                .doesNotContainKey("MessagingServiceSid");
    }

    @ParameterizedTest
    @CsvSource({"2,2", "59,59", "36000,36000", "90000,36000"})
    void keepsTheValidityWithinTwiliosBounds(long seconds, String sent) {
        await(CLIENT.send(new TextMessage(MESSAGE.to(), "x", 1, Duration.ofSeconds(seconds))));

        assertThat(TWILIO.messages().getFirst().form()).containsEntry("ValidityPeriod", sent);
    }

    @ParameterizedTest
    @ValueSource(ints = {-5, 0, 1})
    void doesNotEvenBeginWhenTheCodeWouldArriveTooLate(int seconds) {
        TwilioClient oneConnection = TwilioFixtures.client(VERTX, account(TWILIO.baseUrl()), 1);

        Outcome late = await(
                oneConnection.send(new TextMessage(MESSAGE.to(), "late", 1, Duration.ofSeconds(seconds))));
        Outcome next = await(oneConnection.send(MESSAGE));

        assertThat(late).isEqualTo(new Outcome.NotSent(Reason.PROVIDER_UNREACHABLE));
        assertThat(next).as("over the same connection").isInstanceOf(Outcome.Accepted.class);
        assertThat(TWILIO.posts()).isEqualTo(1);
    }

    @Test
    void doesNotEvenBeginWhenItMayWaitNoLonger() {
        Outcome late = await(CLIENT.send(new TextMessage(MESSAGE.to(), "late", 1, MESSAGE.validity(), Duration.ZERO)));

        assertThat(late).isEqualTo(new Outcome.NotSent(Reason.PROVIDER_UNREACHABLE));
        assertThat(TWILIO.posts()).isZero();
    }

    static Stream<Arguments> answers() {
        Outcome unknown = new Outcome.Uncertain(Reason.PROVIDER_ERROR, OptionalInt.empty());
        return Stream.of(
                Arguments.of(StandInAnswer.failed(21610),
                        new Outcome.Rejected(Reason.RECIPIENT_UNSUBSCRIBED, OptionalInt.of(21610))),
                Arguments.of(StandInAnswer.unauthorized(), new Outcome.AccountProblem(OptionalInt.of(20003))),
                Arguments.of(StandInAnswer.throttled(Duration.ofSeconds(7)),
                        new Outcome.Throttled(Optional.of(Duration.ofSeconds(7)), OptionalInt.of(20429))),
                Arguments.of(StandInAnswer.error(503, 20503),
                        new Outcome.Uncertain(Reason.PROVIDER_ERROR, OptionalInt.of(20503))),
                Arguments.of(StandInAnswer.html(503), unknown),
                Arguments.of(StandInAnswer.empty(500), unknown),
                Arguments.of(StandInAnswer.html(200), unknown),
                Arguments.of(StandInAnswer.html(403), new Outcome.AccountProblem(OptionalInt.empty())),
                Arguments.of(StandInAnswer.empty(404),
                        new Outcome.Rejected(Reason.REQUEST_REJECTED, OptionalInt.empty())),
                Arguments.of(StandInAnswer.truncated(), unknown),
                Arguments.of(StandInAnswer.huge(), unknown),
                Arguments.of(StandInAnswer.reset(true),
                        new Outcome.Uncertain(Reason.CONNECTION_LOST, OptionalInt.empty())));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void understandsEveryAnswer(StandInAnswer answer, Outcome outcome) {
        TWILIO.answer(TO, answer);

        assertThat(await(CLIENT.send(MESSAGE))).isEqualTo(outcome);
        assertThat(TWILIO.posts()).isEqualTo(1);
    }

    @Test
    void understandsSpecialNumbers() {
        assertThat(await(CLIENT.send(TwilioFixtures.to(StandInNumbers.COUNTRY_NOT_ENABLED))))
                .isEqualTo(new Outcome.Rejected(Reason.COUNTRY_NOT_ENABLED, OptionalInt.of(21408)));
        assertThat(await(CLIENT.send(TwilioFixtures.to(StandInNumbers.SUSPICIOUS))))
                .isEqualTo(new Outcome.Rejected(Reason.FRAUD_SUSPECTED, OptionalInt.of(30450)));
    }

    @Test
    void sendsOnlyWhenAskedTo() {
        Uni<Outcome> send = CLIENT.send(MESSAGE);
        assertThat(TWILIO.posts()).isZero();

        await(send);
        await(send);

        assertThat(TWILIO.posts()).isEqualTo(2);
    }

    private static TwilioClient client(Login login) {
        return TwilioFixtures.client(VERTX, TwilioFixtures.account(TWILIO.baseUrl(), login));
    }
}
