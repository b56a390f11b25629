package dev.smsverification.testing;

import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/**
 * Everything the worker talks to, started before it and shared by all {@code @QuarkusTest} classes that carry
 * {@code @WithTestResource(Surroundings.class)}. Their fields of the types {@link Broker} and {@link TwilioStandIn} are
 * set. What the worker logs goes to {@code quarkus.log.file.path}.
 */
public final class Surroundings implements QuarkusTestResourceLifecycleManager {

    private Broker broker;
    private TwilioStandIn twilio;

    @Override
    public Map<String, String> start() {
        broker = Broker.start();
        twilio = TwilioStandIn.start();
        Map<String, String> settings = WorkerSettings.minimal(broker.bootstrapServers(), twilio.baseUrl());
        settings.putAll(Map.of("quarkus.log.file.enabled", "true", "quarkus.log.file.path",
                WorkerProcess.newLog().toAbsolutePath().toString()));
        return settings;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(broker, new TestInjector.MatchesType(Broker.class));
        injector.injectIntoFields(twilio, new TestInjector.MatchesType(TwilioStandIn.class));
    }

    @Override
    public void stop() {
        if (twilio != null) {
            twilio.close();
        }
        if (broker != null) {
            broker.close();
        }
    }
}
