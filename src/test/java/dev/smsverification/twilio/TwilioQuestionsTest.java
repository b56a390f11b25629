package dev.smsverification.twilio;

import static com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder.responseDefinition;
import static dev.smsverification.twilio.TwilioFixtures.API_KEY;
import static dev.smsverification.twilio.TwilioFixtures.AUTH_TOKEN;
import static dev.smsverification.twilio.TwilioFixtures.MESSAGE;
import static dev.smsverification.twilio.TwilioFixtures.SECRET_TEXT;
import static dev.smsverification.twilio.TwilioFixtures.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import dev.smsverification.delivery.Outcome;
import dev.smsverification.delivery.TextMessage;
import dev.smsverification.event.Reason;
import dev.smsverification.testing.StandInAccount;
import dev.smsverification.testing.StandInAnswer;
import dev.smsverification.testing.TwilioStandIn;
import dev.smsverification.twilio.TwilioAccount.From;
import dev.smsverification.twilio.TwilioAccount.Login;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** What Twilio is asked: whether it has a message already, and whether the account can send. */
class TwilioQuestionsTest {

    @AutoClose
    private static final Vertx VERTX = Vertx.vertx();
    @AutoClose
    private static final TwilioStandIn TWILIO = TwilioStandIn.start();
    private static final TwilioClient CLIENT = client(API_KEY);
    private static final String TO = "+12025550170";
    private static final String REDACTED_TO = "+1202555XXXX";

    @BeforeEach
    void reset() {
        TWILIO.reset();
    }

    @Test
    void findsWhatWasAcceptedUnseen() {
        Instant since = Instant.now();
        TWILIO.answer(TO, StandInAnswer.reset(true));
        await(CLIENT.send(MESSAGE));

        assertThat(await(CLIENT.reconcile(MESSAGE, since))).contains(
                new Outcome.Accepted(TWILIO.messages().getFirst().sid(), Optional.of("accepted"), OptionalInt.empty()));
    }

    @Test
    void findsNothingThatWasNotAccepted() {
        Instant since = Instant.now();
        TWILIO.answer(TO, StandInAnswer.reset(false));
        await(CLIENT.send(MESSAGE));

        assertThat(await(CLIENT.reconcile(MESSAGE, since))).isEmpty();
    }

    @Test
    void findsNoOtherMessage() {
        Instant since = Instant.now();
        await(CLIENT.send(new TextMessage(MESSAGE.to(), SECRET_TEXT + " ", 1, MESSAGE.validity())));
        await(CLIENT.send(TwilioFixtures.to("+12025550171")));

        assertThat(await(CLIENT.reconcile(MESSAGE, since))).isEmpty();
    }

    @Test
    void findsNoOlderMessage() {
        await(CLIENT.send(MESSAGE));

        assertThat(await(CLIENT.reconcile(MESSAGE, TWILIO.messages().getFirst().at().plusSeconds(8)))).isEmpty();
    }

    @Test
    void looksThroughSeveralPages() {
        Instant since = Instant.now();
        await(CLIENT.send(MESSAGE));
        for (int i = 0; i < 120; i++) {
            await(CLIENT.send(new TextMessage(MESSAGE.to(), "another", 1, MESSAGE.validity())));
        }

        assertThat(await(CLIENT.reconcile(MESSAGE, since))).get().isInstanceOf(Outcome.Accepted.class);
    }

    /** As a proxy may write it. */
    @Test
    void staysUncertainWhenThereIsMoreThatItMustNotFollow() {
        TWILIO.answerQuestion(TO,
                list(new JsonArray(), "https://proxy.example/2010-04-01/Accounts/AC/Messages.json?Page=1"));

        assertThat(await(CLIENT.reconcile(MESSAGE, Instant.now()))).get().isInstanceOf(Outcome.Uncertain.class);
    }

    @Test
    void looksThroughTenPagesAtMost() {
        AtomicInteger asked = new AtomicInteger();
        StandInAnswer page = list(new JsonArray(),
                "/2010-04-01/Accounts/" + StandInAccount.ACCOUNT_SID + "/Messages.json?To=%2B" + TO.substring(1));
        StandInAnswer counted = new StandInAnswer(false, healthy -> {
            asked.incrementAndGet();
            return page.shown().apply(healthy);
        });
        TWILIO.answerQuestion(TO, Collections.nCopies(12, counted).toArray(StandInAnswer[]::new));

        assertThat(await(CLIENT.reconcile(MESSAGE, Instant.now()))).get().isInstanceOf(Outcome.Uncertain.class);
        assertThat(asked).hasValue(10);
    }

    @Test
    void readsAPageOfTheLongestTextsToItsEnd() {
        JsonObject message = new JsonObject().put("to", TO).put("status", "sent").put("date_created",
                "Wed, 01 Apr 2026 00:00:01 +0000");
        JsonObject other = message.copy().put("sid", "SM" + "0b".repeat(16)).put("body", "x".repeat(1600));
        JsonArray messages = new JsonArray(new ArrayList<>(Collections.nCopies(49, other)));
        String sid = "SM" + "0a".repeat(16);
        TWILIO.answerQuestion(TO, list(messages.add(message.put("sid", sid).put("body", SECRET_TEXT)), null));

        assertThat(await(CLIENT.reconcile(MESSAGE, Instant.parse("2026-04-01T00:00:00Z"))))
                .contains(new Outcome.Accepted(sid, Optional.of("sent"), OptionalInt.empty()));
    }

    /** With Message Redaction Twilio forgets texts, the last digits of numbers, or both. */
    @ParameterizedTest
    @CsvSource(nullValues = "none", value = {TO + ",''", TO + ",none", REDACTED_TO + "," + SECRET_TEXT,
            REDACTED_TO + ",''"})
    void staysUncertainWhenWhatTwilioShowsIsRedacted(String to, String body) {
        JsonObject message = new JsonObject().put("sid", "SM" + "0a".repeat(16)).put("to", to)
                .put("body", body).put("status", "sent").put("date_created", "Wed, 01 Apr 2026 00:00:01 +0000");
        TWILIO.answerQuestion(TO, list(new JsonArray().add(message), null));

        assertThat(await(CLIENT.reconcile(MESSAGE, Instant.parse("2026-04-01T00:00:00Z"))))
                .contains(new Outcome.Uncertain(Reason.PROVIDER_ERROR, OptionalInt.empty()));
    }

    private static StandInAnswer list(JsonArray messages, String next) {
        JsonObject page = new JsonObject().put("messages", messages).put("next_page_uri", next);
        return new StandInAnswer(false, _ -> responseDefinition().withBody(page.encode()));
    }

    static Stream<StandInAnswer> unanswered() {
        return Stream.of(StandInAnswer.error(503, 20503), StandInAnswer.html(200), StandInAnswer.error(400, 21211),
                StandInAnswer.empty(200), StandInAnswer.reset(false), StandInAnswer.truncated(), StandInAnswer.huge());
    }

    @ParameterizedTest
    @MethodSource("unanswered")
    void staysUncertainWhenTheQuestionIsNotAnswered(StandInAnswer answer) {
        TWILIO.answerQuestion(TO, answer);

        assertThat(await(CLIENT.reconcile(MESSAGE, Instant.now()))).get().isInstanceOf(Outcome.Uncertain.class);
    }

    @Test
    void staysUncertainWhenTheQuestionCannotBeAsked() {
        TwilioClient client = TwilioFixtures.client(VERTX, TwilioFixtures.account("http://127.0.0.1:1"));

        assertThat(await(client.reconcile(MESSAGE, Instant.now())))
                .contains(new Outcome.Uncertain(Reason.PROVIDER_UNREACHABLE, OptionalInt.empty()));
    }

    @Test
    void probesWithTheAuthTokenAndWithAnApiKey() {
        assertThat(await(client(AUTH_TOKEN).probe())).isEmpty();
        assertThat(await(CLIENT.probe())).isEmpty();
    }

    @Test
    void seesThatTheAccountCannotSend() {
        TWILIO.knowsCredentials(false);

        assertThat(await(client(AUTH_TOKEN).probe())).contains(new Outcome.AccountProblem(OptionalInt.of(20003)));
        assertThat(await(CLIENT.probe())).contains(new Outcome.AccountProblem(OptionalInt.of(20003)));
    }

    @Test
    void seesThatTheAccountIsSuspended() {
        TWILIO.suspended(true);

        assertThat(await(client(AUTH_TOKEN).probe())).contains(new Outcome.AccountProblem(OptionalInt.empty()));
        assertThat(await(CLIENT.probe())).contains(new Outcome.AccountProblem(OptionalInt.of(20005)));
        assertThat(await(CLIENT.send(MESSAGE))).isEqualTo(new Outcome.AccountProblem(OptionalInt.of(20005)));
    }

    /** Otherwise the first question would pause the account, and no probe would ever end that. */
    @Test
    void takesTestCredentialsForGoodAlthoughTheyMayNotAsk() {
        TWILIO.testCredentials(true);

        assertThat(await(client(AUTH_TOKEN).send(MESSAGE))).isInstanceOf(Outcome.Accepted.class);
        assertThat(await(client(AUTH_TOKEN).probe())).isEmpty();
        assertThat(await(client(AUTH_TOKEN).reconcile(MESSAGE, Instant.now())))
                .contains(new Outcome.Uncertain(Reason.PROVIDER_ERROR, OptionalInt.of(20008)));
    }

    @Test
    void looksForTheMessagingService() {
        TwilioAccount account = TwilioFixtures.account(TWILIO.baseUrl());
        TwilioAccount other = new TwilioAccount(account.sid(), account.login(),
                new From.MessagingService("MG" + "f".repeat(32)), true, Optional.empty(), account.hosts(),
                account.requestTimeout());

        assertThat(await(CLIENT.probeMessagingService())).isEmpty();
        assertThat(await(TwilioFixtures.client(VERTX, other).probeMessagingService())).get()
                .isInstanceOf(Outcome.Rejected.class);
    }

    private static TwilioClient client(Login login) {
        return TwilioFixtures.client(VERTX, TwilioFixtures.account(TWILIO.baseUrl(), login));
    }
}
