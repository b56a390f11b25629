package dev.smsverification.twilio;

import static dev.smsverification.twilio.TwilioFixtures.API_KEY;
import static dev.smsverification.twilio.TwilioFixtures.MESSAGE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.time.Duration;

import dev.smsverification.delivery.Outcome;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.dns.AddressResolverOptions;

/** Real sockets to send through, to whatever server a test names; the name server never answers. */
final class RealSockets implements AutoCloseable {

    static final Duration LONG = Duration.ofSeconds(10);
    /** Where no connection comes. */
    static final Duration SHORT = Duration.ofSeconds(2);
    /** Where a connection comes, for which there is half of it, and no answer. */
    static final Duration UNANSWERED = Duration.ofSeconds(5);

    final Vertx vertx;

    private final DatagramSocket silentNameServer;

    RealSockets() {
        try {
            silentNameServer = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
        vertx = Vertx.vertx(new VertxOptions().setAddressResolverOptions(new AddressResolverOptions()
                .addServer("127.0.0.1:" + silentNameServer.getLocalPort()).setQueryTimeout(50).setMaxQueries(1)));
        warmUp();
    }

    /** The first exchange loads classes, which may take longer than a short timeout allows. */
    private void warmUp() {
        try (RawServer server = new RawServer(RawServer.answering("HTTP/1.1 204 No Content\r\n\r\n"))) {
            send(server.url("http"), LONG);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Outcome send(String url, Duration timeout) {
        return TwilioFixtures
                .await(TwilioFixtures.client(vertx, TwilioFixtures.account(url, API_KEY, timeout)).send(MESSAGE));
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
        silentNameServer.close();
    }
}
