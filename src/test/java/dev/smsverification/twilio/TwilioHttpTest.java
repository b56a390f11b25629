package dev.smsverification.twilio;

import static dev.smsverification.twilio.RawServer.ACCEPTED;
import static dev.smsverification.twilio.RealSockets.LONG;
import static dev.smsverification.twilio.RealSockets.UNANSWERED;
import static dev.smsverification.twilio.TwilioFixtures.API_KEY;
import static dev.smsverification.twilio.TwilioFixtures.MESSAGE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.smsverification.delivery.Outcome;
import dev.smsverification.event.Reason;
import dev.smsverification.testing.TwilioStandIn;
import io.vertx.core.Vertx;

/** What goes over a connection, and what may have been sent when no whole answer comes back. */
class TwilioHttpTest {

    private static final Outcome TIMEOUT = new Outcome.Uncertain(Reason.PROVIDER_TIMEOUT, OptionalInt.empty());
    private static final Outcome LOST = new Outcome.Uncertain(Reason.CONNECTION_LOST, OptionalInt.empty());

    @AutoClose
    private static final RealSockets SOCKETS = new RealSockets();

    @Test
    void isUncertainWhenNoAnswerComesAndGivesTheConnectionUp() throws IOException {
        AtomicInteger connections = new AtomicInteger();
        try (RawServer server = new RawServer(socket -> {
            if (connections.incrementAndGet() == 1) {
                RawServer.stayOpen(socket);
            }
            RawServer.answering(ACCEPTED).with(socket);
        })) {
            TwilioClient oneConnection = TwilioFixtures.client(SOCKETS.vertx,
                    TwilioFixtures.account(server.url("http"), API_KEY, UNANSWERED), 1);

            assertThat(TwilioFixtures.await(oneConnection.send(MESSAGE))).isEqualTo(TIMEOUT);
            assertThat(TwilioFixtures.await(oneConnection.send(MESSAGE))).isInstanceOf(Outcome.Accepted.class);
        }
    }

    @Test
    void isUncertainWhenTheAnswerTricklesForTooLong() throws IOException {
        try (RawServer server = new RawServer(socket -> {
            RawServer.answering("HTTP/1.1 201 Created\r\nContent-Length: 1000000\r\n\r\n").with(socket);
            for (int i = 0; i < 1_000_000 && !socket.isClosed(); i++) {
                socket.getOutputStream().write(' ');
                pause(socket);
            }
        })) {
            assertThat(SOCKETS.send(server.url("http"), UNANSWERED)).isEqualTo(TIMEOUT);
        }
    }

    @Test
    void isUncertainWhenTheConnectionIsResetBeforeTheRequestIsRead() throws IOException {
        try (RawServer server = new RawServer(socket -> {
            socket.getInputStream().read();
            RawServer.reset(socket);
        })) {
            assertThat(SOCKETS.send(server.url("http"), LONG)).isEqualTo(LOST);
        }
    }

    @Test
    void isUncertainWhenTheConnectionIsResetAfterTheRequestIsRead() throws IOException {
        try (RawServer server = new RawServer(socket -> {
            RawServer.readRequest(socket);
            RawServer.reset(socket);
        })) {
            assertThat(SOCKETS.send(server.url("http"), LONG)).isEqualTo(LOST);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 201 Cre", "HTTP/1.1 201 Created\r\nContent-Length: 100\r\n\r\n{\"sid\":",
            "HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"s", "this is not HTTP\r\n\r\n"})
    void isUncertainWhenTheAnswerBreaksOff(String answer) throws IOException {
        try (RawServer server = new RawServer(RawServer.answering(answer))) {
            assertThat(SOCKETS.send(server.url("http"), LONG)).isEqualTo(LOST);
        }
    }

    @Test
    void missesNoAnswerHoweverSoonItComes() throws IOException {
        try (RawServer server = new RawServer(socket -> {
            while (!socket.isClosed()) {
                RawServer.answering(ACCEPTED).with(socket);
            }
        })) {
            TwilioClient client = TwilioFixtures.client(SOCKETS.vertx,
                    TwilioFixtures.account(server.url("http"), API_KEY, LONG));

            assertThat(IntStream.range(0, 2_000).mapToObj(_ -> client.send(MESSAGE).await().indefinitely()))
                    .allMatch(outcome -> outcome instanceof Outcome.Accepted);
        }
    }

    /** As after a while in which the process stood still: nobody waits for the answer any more. */
    @Test
    void doesNotEvenBeginWhenItsTimeIsOver() {
        try (TwilioStandIn twilio = TwilioStandIn.start()) {
            TwilioAccount account = TwilioFixtures.account(twilio.baseUrl());
            TwilioHttp http = new TwilioHttp(SOCKETS.vertx, account, Optional.empty(), 1, _ -> {});
            URI host = URI.create(twilio.baseUrl());
            assertThat(http.post(host, "/", LONG, 100).send("", LONG).await().atMost(LONG))
                    .as("over the connection that the next one takes").isInstanceOf(Reply.Answer.class);

            Reply late = http.post(host, "/", Duration.ofNanos(1), 100).send("", LONG).await().atMost(LONG);

            assertThat(late).isInstanceOfSatisfying(Reply.Unsent.class,
                    unsent -> assertThat(unsent.cause()).hasMessage("too late to begin"));
            http.close();
        }
    }

    @Test
    void failsNotEvenWhenItIsClosed() {
        Vertx closed = Vertx.vertx();
        TwilioClient client = TwilioFixtures.client(closed, TwilioFixtures.account("http://127.0.0.1:1"));
        closed.close().toCompletionStage().toCompletableFuture().join();

        assertThat(client.send(MESSAGE).await().atMost(LONG)).isEqualTo(LOST);
    }

    @Test
    void followsNoRedirect() throws IOException {
        AtomicInteger requests = new AtomicInteger();
        try (RawServer server = new RawServer(socket -> {
            requests.incrementAndGet();
            RawServer.answering("HTTP/1.1 307 Temporary Redirect\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n")
                    .with(socket);
        })) {
            assertThat(SOCKETS.send(server.url("http"), LONG))
                    .isEqualTo(new Outcome.Uncertain(Reason.PROVIDER_ERROR, OptionalInt.empty()));
            assertThat(requests).hasValue(1);
        }
    }

    @Test
    void postsTheFormAndNothingElse() throws IOException {
        CompletableFuture<String> request = new CompletableFuture<>();
        try (RawServer server = new RawServer(socket -> request.complete(RawServer.readRequest(socket)))) {
            SOCKETS.send(server.url("http"), LONG);

            assertThat(request.join()).isEqualToIgnoringNewLines(
                    """
                    POST /2010-04-01/Accounts/AC00000000000000000000000000000001/Messages.json HTTP/1.1
                    authorization: Basic U0swMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMTpzdGFuZC1pbi1hcGktc2VjcmV0
                    accept: application/json
                    user-agent: sms-verification-worker
                    content-type: application/x-www-form-urlencoded
                    content-length: 133
                    host: %s

                    To=%%2B12025550170&MessagingServiceSid=MG00000000000000000000000000000001&RiskCheck=enable\
                    &ValidityPeriod=297&Body=493817+is+your+code"""
                            .formatted(server.url("http").substring("http://".length())));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"AC00000000000000000000000000000001", "AC0123456789abcdef0123456789ABCDEF"})
    void namesNeitherAccountNorRecipientInASpan(String account) {
        assertThat(TwilioHttp.template("/2010-04-01/Accounts/" + account + "/Messages.json?To=%2B12025550170"))
                .isEqualTo("/2010-04-01/Accounts/{AccountSid}/Messages.json");
    }

    private static void pause(Socket socket) throws IOException {
        socket.setSoTimeout(20);
        try {
            socket.getInputStream().read();
        } catch (SocketTimeoutException _) {
            // That was the pause.
        }
    }
}
