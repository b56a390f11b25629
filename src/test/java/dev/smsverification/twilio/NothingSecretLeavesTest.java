package dev.smsverification.twilio;

import static dev.smsverification.twilio.TwilioFixtures.API_KEY;
import static dev.smsverification.twilio.TwilioFixtures.MESSAGE;
import static dev.smsverification.twilio.TwilioFixtures.SECRET_TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Formatter;

import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.Test;

import dev.smsverification.testing.HeardLog;
import dev.smsverification.testing.StandInAccount;
import dev.smsverification.testing.StandInAnswer;
import dev.smsverification.testing.TwilioStandIn;
import io.vertx.core.Vertx;

/** Everything that is logged, at the most verbose level, by the client and by what it is built on. */
class NothingSecretLeavesTest {

    @Test
    void logsNeitherTextNorNumberNorCredentials() {
        String to = MESSAGE.to().e164();
        List<String> texts = new ArrayList<>();
        HeardLog log = HeardLog.ofAll();
        Vertx vertx = Vertx.vertx();
        try (TwilioStandIn twilio = TwilioStandIn.start()) {
            // The first request loads classes, which may take longer than the timeout below.
            TwilioFixtures.await(TwilioFixtures.client(vertx, TwilioFixtures.account(twilio.baseUrl())).send(MESSAGE));
            twilio.answer(to, StandInAnswer.accepted(), StandInAnswer.error(400, 21602), StandInAnswer.html(503),
                    StandInAnswer.huge(), StandInAnswer.reset(true), StandInAnswer.hang(true));
            twilio.answerQuestion(to, StandInAnswer.reset(false), StandInAnswer.hang(false));
            TwilioClient client = TwilioFixtures.client(vertx,
                    TwilioFixtures.account(twilio.baseUrl(), API_KEY, Duration.ofSeconds(3)));
            for (int i = 0; i < 6; i++) {
                texts.add(client.send(MESSAGE).await().indefinitely().toString());
            }
            for (int i = 0; i < 3; i++) {
                texts.add(client.reconcile(MESSAGE, Instant.now()).await().indefinitely().toString());
            }
            texts.add(client.probe().await().indefinitely().toString());
            texts.add(MESSAGE + " " + TwilioFixtures.account(twilio.baseUrl()));
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
            log.close();
        }
        Formatter everything = new PatternFormatter("%c %m%e");
        // What the stand-in logs is no part of the worker.
        log.lines().stream().filter(line -> !line.getLoggerName().startsWith("wiremock")).map(everything::format)
                .forEach(texts::add);

        assertThat(texts).anyMatch(text -> text.contains("errorCode=21602"));
        assertThat(texts).noneMatch(text -> text.contains("493817") || text.contains(SECRET_TEXT)
                || text.contains(to.substring(1)) || text.contains(StandInAccount.API_SECRET)
                || text.contains(API_KEY.authorization()));
    }
}
