package dev.smsverification.packaged;

import static java.net.http.HttpResponse.BodyHandlers.ofString;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import dev.smsverification.guarantee.Aftermath;
import dev.smsverification.guarantee.Topics;
import dev.smsverification.testing.Broker;
import dev.smsverification.testing.Observer;
import dev.smsverification.testing.Publisher;
import dev.smsverification.testing.TwilioStandIn;
import dev.smsverification.testing.WorkerProcess;
import dev.smsverification.testing.WorkerSettings;

/** A broker, a stand-in for Twilio, and the workers that a test class starts: all that they leave is held to all guarantees. */
final class Site implements BeforeAllCallback, AfterAllCallback {

    private final Topics topics;
    private final List<Path> logs = new ArrayList<>();
    private Broker broker;
    private TwilioStandIn twilio;

    /** @param requests the topics of requests that are used beside the usual one */
    Site(String... requests) {
        topics = Topics.USUAL.and(requests);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        broker = Broker.start();
        twilio = TwilioStandIn.start();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        try {
            Aftermath.verify(broker.bootstrapServers(), topics, twilio, logs);
        } finally {
            twilio.close();
            broker.close();
        }
    }

    Broker broker() {
        return broker;
    }

    TwilioStandIn twilio() {
        return twilio;
    }

    /** What a worker needs to run here; free to be changed. */
    Map<String, String> settings() {
        return WorkerSettings.minimal(broker.bootstrapServers(), twilio.baseUrl());
    }

    /** Starts one with these settings beside what it needs. */
    WorkerProcess worker(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings());
        all.putAll(settings);
        return watch(WorkerProcess.start(all));
    }

    /** Holds it to the guarantees, too. */
    WorkerProcess watch(WorkerProcess worker) {
        logs.add(worker.log());
        return worker;
    }

    /** What a worker's management interface answers now. */
    static HttpResponse<String> get(WorkerProcess worker, String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(worker.uri(path)).build(), ofString());
    }

    Publisher publisher() {
        return new Publisher(broker.bootstrapServers());
    }

    Observer statuses() {
        return Observer.of(broker.bootstrapServers(), "sms.verification.status");
    }
}
