package dev.smsverification.twilio;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import dev.smsverification.connector.ConnectorConfig;
import io.vertx.core.Vertx;

@Dependent
class TwilioProducer {

    /** @throws IllegalStateException naming what is wrong with the configuration */
    @Produces
    @Singleton
    TwilioInForce sender(Vertx vertx, TwilioConfig config, ConnectorConfig connector,
            @ConfigProperty(name = "sms.max-in-flight", defaultValue = "1024") int maxInFlight) {
        return new TwilioInForce(vertx, config, connector, maxInFlight);
    }
}
