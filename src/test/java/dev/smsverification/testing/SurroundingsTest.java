package dev.smsverification.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@WithTestResource(Surroundings.class)
class SurroundingsTest {

    Broker broker;
    TwilioStandIn twilio;
    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;
    @ConfigProperty(name = "twilio.base-url")
    String baseUrl;

    @Test
    void areHandedToTheTestAndToTheApplication() {
        assertThat(bootstrapServers).isEqualTo(broker.bootstrapServers());
        assertThat(baseUrl).isEqualTo(twilio.baseUrl());
    }
}
