package dev.smsverification.path;

import java.nio.file.Path;
import java.util.List;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

import dev.smsverification.guarantee.Aftermath;
import dev.smsverification.guarantee.Topics;
import dev.smsverification.testing.Broker;
import dev.smsverification.testing.TwilioStandIn;

/**
 * Tests of the worker in this JVM with one wire for all of them and a stand-in that is reset before each. What they leave is held to all
 * guarantees when the last one is done.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PathScenario {

    Broker broker;
    TwilioStandIn twilio;
    Wire wire;
    @ConfigProperty(name = "quarkus.log.file.path")
    Path log;
    private final String topics;

    PathScenario() {
        this("sms.verification");
    }

    /** @param topics what the names of all topics begin with */
    PathScenario(String topics) {
        this.topics = topics;
    }

    @BeforeAll
    void connect() {
        wire = new Wire(broker.bootstrapServers(), topics);
    }

    @BeforeEach
    void reset() {
        twilio.reset();
    }

    @AfterAll
    void everyGuaranteeHolds() {
        wire.close();
        Aftermath.verify(broker.bootstrapServers(), Topics.under(topics), twilio, List.of(log));
    }
}
