package dev.smsverification.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.smsverification.connector.ConnectorConfig;
import dev.smsverification.delivery.DeliveryConfig;
import dev.smsverification.delivery.Outcome;
import dev.smsverification.event.Reason;
import dev.smsverification.reload.Checked;
import dev.smsverification.reload.Snapshot;
import dev.smsverification.testing.Mappings;
import dev.smsverification.testing.StandInAccount;
import dev.smsverification.testing.StandInAnswer;
import dev.smsverification.testing.TwilioStandIn;
import io.smallrye.config.SmallRyeConfig;
import io.vertx.core.Vertx;

/** The account changes without a restart. */
class ReloadingSenderTest {

    private static TwilioStandIn standIn;
    private static Vertx vertx;

    @TempDir
    Path directory;

    private ReloadingSender twilio;

    @BeforeAll
    static void start() {
        standIn = TwilioStandIn.start();
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
        standIn.close();
    }

    @BeforeEach
    void open() throws IOException {
        write("of-yesterday");
        twilio = open(Map.of());
    }

    @Test
    void sendsTheNextRequestWithTheChangedCredential() throws IOException {
        assertThat(send()).isInstanceOf(Outcome.AccountProblem.class);
        write(StandInAccount.AUTH_TOKEN);

        reload().orElseThrow().run();

        assertThat(send()).isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void keepsTheOldAccountUntilTheChangeIsTakenOver() throws IOException {
        write(StandInAccount.AUTH_TOKEN);

        reload();

        assertThat(send()).isInstanceOf(Outcome.AccountProblem.class);
    }

    @Test
    void refusesABrokenFile() throws IOException {
        write("");

        assertThat(reload().problems()).singleElement().asString()
                .contains("twilio.auth-token-file");
    }

    @Test
    void asksWithTheNewAccount() throws IOException {
        write(StandInAccount.AUTH_TOKEN);
        reload().orElseThrow().run();

        assertThat(twilio.probe().await().indefinitely()).isEmpty();
        assertThat(twilio.reconcile(TwilioFixtures.to("+12025550199"), Instant.now()).await().indefinitely())
                .isEmpty();
    }

    @Test
    void keepsTheClientWhereTheAccountStaysTheSame() throws IOException {
        AtomicInteger connections = new AtomicInteger();
        try (RawServer server = new RawServer(socket -> {
            connections.incrementAndGet();
            while (!socket.isClosed()) {
                RawServer.answering(RawServer.ACCEPTED).with(socket);
            }
        })) {
            twilio = open(Map.of("twilio.base-url", server.url("http")));
            send();

            reload().orElseThrow().run();
            send();

            assertThat(connections).hasValue(1);
        }
    }

    /** Within twice the timeout a request has ended: it may wait for a connection for as long as for its answer. */
    @Test
    void letsTheOldClientEndItsRequestsBeforeItIsClosed() throws Exception {
        CompletableFuture<Void> asked = new CompletableFuture<>();
        CompletableFuture<Void> replaced = new CompletableFuture<>();
        CompletableFuture<Void> closed = new CompletableFuture<>();
        try (RawServer server = new RawServer(socket -> {
            RawServer.readRequest(socket);
            asked.complete(null);
            replaced.join();
            socket.getOutputStream().write(RawServer.ACCEPTED.getBytes(StandardCharsets.US_ASCII));
            RawServer.stayOpen(socket);
            closed.complete(null);
        })) {
            twilio = open(Map.of("twilio.base-url", server.url("http"), "twilio.request-timeout", "3s"));
            CompletableFuture<Outcome> underWay = twilio.send(TwilioFixtures.MESSAGE).subscribeAsCompletionStage();
            assertThat(asked).succeedsWithin(Duration.ofSeconds(15));
            write(StandInAccount.AUTH_TOKEN);

            reload().orElseThrow().run();
            replaced.complete(null);

            assertThat(underWay.join()).isInstanceOf(Outcome.Accepted.class);
            assertThat(closed).succeedsWithin(Duration.ofSeconds(15));
        }
    }

    @Test
    void doesAsConfiguredWhereAMessageMayHaveBeenSent() throws IOException {
        write(StandInAccount.AUTH_TOKEN);
        standIn.answer(TwilioFixtures.MESSAGE.to().e164(), StandInAnswer.error(503, 20503));
        twilio = open(Map.of("twilio.uncertain", "give-up"));

        assertThat(twilio.canReconcile()).isFalse();
        assertThat(send()).isEqualTo(new Outcome.Rejected(Reason.UNCERTAIN_NOT_REPEATED, OptionalInt.of(20503)));
    }

    @Test
    void knowsTheErrorCodesThatAreConfigured() throws IOException {
        write(StandInAccount.AUTH_TOKEN);
        standIn.answer(TwilioFixtures.MESSAGE.to().e164(), StandInAnswer.error(503, 20503));
        twilio = open(Map.of("twilio.error-codes.20503", "throttled"));

        assertThat(send()).isInstanceOf(Outcome.Throttled.class);
    }

    @Test
    void doesNotOpenWithoutAnAccount() {
        assertThatThrownBy(() -> open(Map.of("twilio.from", "both"))).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("both are set");
    }

    private Outcome send() {
        return twilio.send(TwilioFixtures.MESSAGE).await().indefinitely();
    }

    private Checked<Runnable> reload() {
        return twilio.reload(Snapshot.of(twilio.files()));
    }

    private void write(String token) throws IOException {
        Files.writeString(directory.resolve("token"), token);
    }

    private ReloadingSender open(Map<String, String> changes) {
        Map<String, String> keys = new HashMap<>(Map.of("twilio.account-sid", StandInAccount.ACCOUNT_SID,
                "twilio.auth-token-file", directory.resolve("token").toString(), "twilio.messaging-service-sid",
                StandInAccount.MESSAGING_SERVICE_SID, "twilio.base-url", standIn.baseUrl()));
        keys.put("sms.max-in-flight", "16");
        keys.putAll(changes);
        SmallRyeConfig config = Mappings.of(keys, TwilioConfig.class, ConnectorConfig.class, DeliveryConfig.class);
        TwilioConfig twilio = config.getConfigMapping(TwilioConfig.class);
        return new ReloadingSender(vertx, twilio, config.getConfigMapping(ConnectorConfig.class),
                config.getConfigMapping(DeliveryConfig.class));
    }
}
