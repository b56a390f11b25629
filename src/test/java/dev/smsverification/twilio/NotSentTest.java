package dev.smsverification.twilio;

import static dev.smsverification.twilio.RealSockets.LONG;
import static dev.smsverification.twilio.RealSockets.SHORT;
import static dev.smsverification.twilio.RealSockets.UNANSWERED;
import static dev.smsverification.twilio.TwilioFixtures.API_KEY;
import static dev.smsverification.twilio.TwilioFixtures.MESSAGE;
import static dev.smsverification.twilio.TwilioFixtures.await;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import dev.smsverification.delivery.Outcome;
import dev.smsverification.event.Reason;
import dev.smsverification.testing.HeardLog;

/** What has certainly not been sent, because no connection was ready for it. */
class NotSentTest {

    private static final Outcome NOT_SENT = new Outcome.NotSent(Reason.PROVIDER_UNREACHABLE);
    private static final Outcome TIMEOUT = new Outcome.Uncertain(Reason.PROVIDER_TIMEOUT, OptionalInt.empty());

    @AutoClose
    private static final RealSockets SOCKETS = new RealSockets();

    @Test
    void hasNotSentWhenTheConnectionIsRefused() throws IOException {
        ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        taken.close();

        assertThat(SOCKETS.send("http://127.0.0.1:" + taken.getLocalPort(), LONG)).isEqualTo(NOT_SENT);
    }

    @Test
    void hasNotSentWhenTheNameIsUnknown() {
        assertThat(SOCKETS.send("http://nowhere.invalid", LONG)).isEqualTo(NOT_SENT);
    }

    @Test
    void hasNotSentWhenNobodyAcceptsTheConnection() throws IOException {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket _ = new Socket(full.getInetAddress(), full.getLocalPort());
                Socket _ = new Socket(full.getInetAddress(), full.getLocalPort())) {
            assertThat(SOCKETS.send("http://127.0.0.1:" + full.getLocalPort(), SHORT)).isEqualTo(NOT_SENT);
        }
    }

    @Test
    void hasNotSentWhenTlsIsBrokenOff() throws IOException {
        try (RawServer server = new RawServer(RawServer::reset)) {
            assertThat(SOCKETS.send(server.url("https"), LONG)).isEqualTo(NOT_SENT);
        }
    }

    @Test
    void hasNotSentWhenTlsIsNotSpoken() throws IOException {
        try (RawServer server = new RawServer(
                socket -> socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII)))) {
            assertThat(SOCKETS.send(server.url("https"), LONG)).isEqualTo(NOT_SENT);
        }
    }

    @Test
    void hasNotSentWhenTlsHangs() throws IOException {
        try (RawServer server = new RawServer(RawServer::stayOpen)) {
            assertThat(SOCKETS.send(server.url("https"), SHORT)).isEqualTo(NOT_SENT);
        }
    }

    /** Once for each client: a worker has one, and a thousand messages must not say the same. */
    @Test
    void saysWhyThereIsNoConnectionAndNotWhereTo() {
        try (HeardLog log = HeardLog.of(OccasionalLog.class)) {
            TwilioClient client = TwilioFixtures.client(SOCKETS.vertx,
                    TwilioFixtures.account("http://nowhere.invalid"));
            await(client.send(MESSAGE));
            await(client.send(MESSAGE));
            await(client.probe());

            assertThat(log.messages()).singleElement().asString()
                    .matches("No connection to Twilio: \\w*UnknownHostException");
        }
    }

    @Test
    void hasNotSentWhatGotNoConnectionInTime() throws IOException {
        AtomicInteger requests = new AtomicInteger();
        try (RawServer server = new RawServer(socket -> {
            RawServer.readRequest(socket);
            requests.incrementAndGet();
            RawServer.stayOpen(socket);
        })) {
            TwilioClient client = TwilioFixtures.client(SOCKETS.vertx,
                    TwilioFixtures.account(server.url("http"), API_KEY, UNANSWERED), 1);
            CompletableFuture<Outcome> hanging = client.send(MESSAGE).subscribeAsCompletionStage();
            CompletableFuture<Outcome> waiting = client.send(MESSAGE).subscribeAsCompletionStage();
            CompletableFuture<Outcome> tooMany = client.send(MESSAGE).subscribeAsCompletionStage();

            assertThat(tooMany.join()).isEqualTo(NOT_SENT);
            assertThat(waiting.join()).isEqualTo(NOT_SENT);
            assertThat(hanging.join()).isEqualTo(TIMEOUT);
            assertThat(requests).hasValue(1);
        }
    }
}
