package dev.smsverification.twilio;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static dev.smsverification.twilio.TwilioFixtures.API_KEY;
import static dev.smsverification.twilio.TwilioFixtures.MESSAGE;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.github.tomakehurst.wiremock.WireMockServer;

import dev.smsverification.delivery.Outcome;
import dev.smsverification.event.Reason;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.dns.AddressResolverOptions;

/** Real sockets, to see what certainly has not been sent and what may have been. */
class TwilioHttpTest {

    private static final Outcome NOT_SENT = new Outcome.NotSent(Reason.PROVIDER_UNREACHABLE);
    private static final Outcome TIMEOUT = new Outcome.Uncertain(Reason.PROVIDER_TIMEOUT, OptionalInt.empty());
    private static final Outcome LOST = new Outcome.Uncertain(Reason.CONNECTION_LOST, OptionalInt.empty());
    private static final Duration LONG = Duration.ofSeconds(10);
    /** Only where it has to run out. */
    private static final Duration SHORT = Duration.ofSeconds(2);

    private static DatagramSocket silentNameServer;
    private static Vertx vertx;

    @BeforeAll
    static void start() throws IOException {
        silentNameServer = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        vertx = Vertx.vertx(new VertxOptions().setAddressResolverOptions(new AddressResolverOptions()
                .addServer("127.0.0.1:" + silentNameServer.getLocalPort()).setQueryTimeout(50).setMaxQueries(1)));
        // The first exchange loads classes, which may take longer than a short timeout allows.
        try (RawServer server = new RawServer(RawServer.answering("HTTP/1.1 204 No Content\r\n\r\n"))) {
            send(server.url("http"), LONG);
        }
    }

    @AfterAll
    static void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
        silentNameServer.close();
    }

    @Test
    void hasNotSentWhenTheConnectionIsRefused() throws IOException {
        ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        taken.close();

        assertThat(send("http://127.0.0.1:" + taken.getLocalPort(), LONG)).isEqualTo(NOT_SENT);
    }

    @Test
    void hasNotSentWhenTheNameIsUnknown() {
        assertThat(send("http://nowhere.invalid", LONG)).isEqualTo(NOT_SENT);
    }

    @Test
    void hasNotSentWhenNobodyAcceptsTheConnection() throws IOException {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket _ = new Socket(full.getInetAddress(), full.getLocalPort());
                Socket _ = new Socket(full.getInetAddress(), full.getLocalPort())) {
            assertThat(send("http://127.0.0.1:" + full.getLocalPort(), SHORT)).isEqualTo(NOT_SENT);
        }
    }

    @Test
    void hasNotSentWhenTheCertificateIsUnknown() {
        WireMockServer selfSigned = new WireMockServer(
                wireMockConfig().bindAddress("127.0.0.1").httpDisabled(true).dynamicHttpsPort());
        selfSigned.start();
        try {
            assertThat(send("https://127.0.0.1:" + selfSigned.httpsPort(), LONG)).isEqualTo(NOT_SENT);
            assertThat(selfSigned.getAllServeEvents()).isEmpty();
        } finally {
            selfSigned.stop();
        }
    }

    @Test
    void hasNotSentWhenTlsIsBrokenOff() throws IOException {
        try (RawServer server = new RawServer(RawServer::reset)) {
            assertThat(send(server.url("https"), LONG)).isEqualTo(NOT_SENT);
        }
    }

    @Test
    void hasNotSentWhenTlsIsNotSpoken() throws IOException {
        try (RawServer server = new RawServer(
                socket -> socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII)))) {
            assertThat(send(server.url("https"), LONG)).isEqualTo(NOT_SENT);
        }
    }

    @Test
    void hasNotSentWhenTlsHangs() throws IOException {
        try (RawServer server = new RawServer(RawServer::stayOpen)) {
            assertThat(send(server.url("https"), SHORT)).isEqualTo(NOT_SENT);
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
            TwilioClient client = TwilioFixtures.client(vertx,
                    TwilioFixtures.account(server.url("http"), API_KEY, SHORT), 1);
            CompletableFuture<Outcome> hanging = client.send(MESSAGE).subscribeAsCompletionStage();
            CompletableFuture<Outcome> waiting = client.send(MESSAGE).subscribeAsCompletionStage();
            CompletableFuture<Outcome> tooMany = client.send(MESSAGE).subscribeAsCompletionStage();

            assertThat(tooMany.join()).isEqualTo(NOT_SENT);
            assertThat(waiting.join()).isEqualTo(NOT_SENT);
            assertThat(hanging.join()).isEqualTo(TIMEOUT);
            assertThat(requests).hasValue(1);
        }
    }

    @Test
    void isUncertainWhenNoAnswerComes() throws IOException {
        try (RawServer server = new RawServer(RawServer::stayOpen)) {
            assertThat(send(server.url("http"), SHORT)).isEqualTo(TIMEOUT);
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
            assertThat(send(server.url("http"), SHORT)).isEqualTo(TIMEOUT);
        }
    }

    @Test
    void isUncertainWhenTheConnectionIsResetBeforeTheRequestIsRead() throws IOException {
        try (RawServer server = new RawServer(socket -> {
            socket.getInputStream().read();
            RawServer.reset(socket);
        })) {
            assertThat(send(server.url("http"), LONG)).isEqualTo(LOST);
        }
    }

    @Test
    void isUncertainWhenTheConnectionIsResetAfterTheRequestIsRead() throws IOException {
        try (RawServer server = new RawServer(socket -> {
            RawServer.readRequest(socket);
            RawServer.reset(socket);
        })) {
            assertThat(send(server.url("http"), LONG)).isEqualTo(LOST);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 201 Cre", "HTTP/1.1 201 Created\r\nContent-Length: 100\r\n\r\n{\"sid\":",
            "HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"s", "this is not HTTP\r\n\r\n"})
    void isUncertainWhenTheAnswerBreaksOff(String answer) throws IOException {
        try (RawServer server = new RawServer(RawServer.answering(answer))) {
            assertThat(send(server.url("http"), LONG)).isEqualTo(LOST);
        }
    }

    @Test
    void missesNoAnswerHoweverSoonItComes() throws IOException {
        String answer = "HTTP/1.1 201 Created\r\nContent-Length: 44\r\n\r\n{\"sid\":\"SM" + "0a".repeat(16) + "\"}";
        try (RawServer server = new RawServer(socket -> {
            while (!socket.isClosed()) {
                RawServer.answering(answer).with(socket);
            }
        })) {
            TwilioClient client = TwilioFixtures.client(vertx,
                    TwilioFixtures.account(server.url("http"), API_KEY, LONG));

            assertThat(IntStream.range(0, 2_000).mapToObj(_ -> client.send(MESSAGE).await().indefinitely()))
                    .allMatch(outcome -> outcome instanceof Outcome.Accepted);
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
            assertThat(send(server.url("http"), LONG))
                    .isEqualTo(new Outcome.Uncertain(Reason.PROVIDER_ERROR, OptionalInt.empty()));
            assertThat(requests).hasValue(1);
        }
    }

    @Test
    void postsTheFormAndNothingElse() throws IOException {
        CompletableFuture<String> request = new CompletableFuture<>();
        try (RawServer server = new RawServer(socket -> request.complete(RawServer.readRequest(socket)))) {
            send(server.url("http"), LONG);

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

    private static void pause(Socket socket) throws IOException {
        socket.setSoTimeout(20);
        try {
            socket.getInputStream().read();
        } catch (SocketTimeoutException _) {
            // That was the pause.
        }
    }

    private static Outcome send(String url, Duration timeout) {
        return TwilioFixtures.client(vertx, TwilioFixtures.account(url, API_KEY, timeout)).send(MESSAGE).await()
                .atMost(Duration.ofSeconds(10));
    }
}
