package dev.smsverification.twilio;

import static dev.smsverification.twilio.TwilioFixtures.API_KEY;
import static dev.smsverification.twilio.TwilioFixtures.MESSAGE;
import static dev.smsverification.twilio.TwilioFixtures.SECRET_TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.smsverification.testing.StandInAccount;
import dev.smsverification.testing.StandInAnswer;
import dev.smsverification.testing.TwilioStandIn;
import io.vertx.core.Vertx;

/** Everything that is logged, at the most verbose level, by the client and by what it is built on. */
class NothingSecretLeavesTest {

    private final Logger root = Logger.getLogger("");
    private final Recorder recorder = new Recorder();
    private final Level level = root.getLevel();
    private final List<Handler> handlers = List.of(root.getHandlers());

    @BeforeEach
    void record() {
        root.setLevel(Level.ALL);
        handlers.forEach(root::removeHandler);
        root.addHandler(recorder);
    }

    @AfterEach
    void stop() {
        root.removeHandler(recorder);
        handlers.forEach(root::addHandler);
        root.setLevel(level);
    }

    @Test
    void logsNeitherTextNorNumberNorCredentials() {
        String to = MESSAGE.to().e164();
        Vertx vertx = Vertx.vertx();
        try (TwilioStandIn twilio = TwilioStandIn.start()) {
            twilio.answer(to, StandInAnswer.accepted(), StandInAnswer.error(400, 21602), StandInAnswer.html(503),
                    StandInAnswer.huge(), StandInAnswer.reset(true), StandInAnswer.hang(true));
            twilio.answerQuestion(to, StandInAnswer.reset(false), StandInAnswer.hang(false));
            TwilioClient client = TwilioFixtures.client(vertx,
                    TwilioFixtures.account(twilio.baseUrl(), API_KEY, Duration.ofSeconds(3)));
            for (int i = 0; i < 6; i++) {
                recorder.texts.add(client.send(MESSAGE).await().indefinitely().toString());
            }
            for (int i = 0; i < 3; i++) {
                recorder.texts.add(client.find(MESSAGE, Instant.now()).await().indefinitely().toString());
            }
            recorder.texts.add(client.probe().await().indefinitely().toString());
            recorder.texts.add(MESSAGE + " " + TwilioFixtures.account(twilio.baseUrl()));
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }

        assertThat(recorder.texts).anyMatch(text -> text.contains("errorCode=21602"));
        assertThat(recorder.texts).noneMatch(text -> text.contains("493817") || text.contains(SECRET_TEXT)
                || text.contains(to.substring(1)) || text.contains(StandInAccount.API_SECRET)
                || text.contains(API_KEY.authorization()));
    }

    private static final class Recorder extends Handler {

        private final Formatter formatter = new PatternFormatter("%c %m%e");
        private final List<String> texts = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord record) {
            // What the stand-in logs is no part of the worker.
            if (!String.valueOf(record.getLoggerName()).startsWith("wiremock")) {
                texts.add(formatter.format(record));
            }
        }

        @Override
        public void flush() {
            // Nothing is held back.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
