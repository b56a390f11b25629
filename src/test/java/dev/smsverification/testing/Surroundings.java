package dev.smsverification.testing;

import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/**
 * Everything the worker talks to, started before it and shared by all {@code @QuarkusTest} classes that carry
 * {@code @WithTestResource(Surroundings.class)}. Their fields of the types {@link Broker} and {@link TwilioStandIn} are
 * set.
 */
public final class Surroundings implements QuarkusTestResourceLifecycleManager {

    private Broker broker;
    private TwilioStandIn twilio;

    @Override
    public Map<String, String> start() {
        broker = Broker.start();
        twilio = TwilioStandIn.start();
        return WorkerSettings.minimal(broker.bootstrapServers(), twilio.baseUrl());
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
