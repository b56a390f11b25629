package dev.smsverification.twilio;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import dev.smsverification.connector.ConnectorConfig;
import dev.smsverification.connector.ConnectorFile;
import dev.smsverification.delivery.DeliveryConfig;
import dev.smsverification.delivery.Outcome;
import dev.smsverification.delivery.Sender;
import dev.smsverification.delivery.TextMessage;
import dev.smsverification.reload.Checked;
import dev.smsverification.reload.Reloadable;
import dev.smsverification.reload.Snapshot;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;

/**
 * Sends through the configured account, and replaces its client when a reload changes the account: the next request goes through the new client,
 * requests under way end with the old one.
 */
@Singleton
class ReloadingSender implements Sender, Reloadable {

    private final Vertx vertx;
    private final TwilioConfig config;
    private final ConnectorConfig connector;
    private final int maxInFlight;
    private volatile TwilioClient current;

    /** @throws IllegalStateException naming what is wrong with the configuration */
    ReloadingSender(Vertx vertx, TwilioConfig config, ConnectorConfig connector, DeliveryConfig delivery) {
        this.vertx = vertx;
        this.config = config;
        this.connector = connector;
        this.maxInFlight = delivery.maxInFlight();
        this.current = open(read(Snapshot.of(files())).orElseThrow());
    }

    @Override
    public Duration timeout() {
        return current.timeout();
    }

    @Override
    public boolean canReconcile() {
        return current.canReconcile();
    }

    @Override
    public Uni<Outcome> send(TextMessage message) {
        return current.send(message);
    }

    @Override
    public Uni<Optional<Outcome>> reconcile(TextMessage message, Instant since) {
        return current.reconcile(message, since);
    }

    @Override
    public Uni<Optional<Outcome>> probe() {
        return current.probe();
    }

    @Override
    public String name() {
        return "account";
    }

    @Override
    public List<Path> files() {
        return Stream.concat(TwilioAccount.files(config).stream(), connector.connectorConfig().stream()).toList();
    }

    @Override
    public Checked<Runnable> reload(Snapshot files) {
        return read(files).map(account -> () -> replace(account));
    }

    private Checked<TwilioAccount> read(Snapshot files) {
        return TwilioAccount.read(config, ConnectorFile.of(connector, files), files);
    }

    private void replace(TwilioAccount account) {
        TwilioClient before = current;
        if (!account.equals(before.account())) {
            current = open(account);
            // By then all its requests have ended: waiting for a connection and the request itself each end within the timeout.
            vertx.setTimer(2 * account.requestTimeout().toMillis() + 1, _ -> before.close());
        }
    }

    private TwilioClient open(TwilioAccount account) {
        return TwilioClient.of(vertx, account, config, maxInFlight);
    }
}
