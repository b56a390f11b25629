package dev.smsverification.twilio;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.vertx.core.Vertx;

@Dependent
class TwilioProducer {

    /** @throws IllegalStateException naming what is wrong with the configuration */
    @Produces
    @Singleton
    TwilioClient client(Vertx vertx, TwilioConfig config,
            @ConfigProperty(name = "sms.max-in-flight", defaultValue = "1024") int maxInFlight) {
        return TwilioClient.of(vertx, TwilioAccount.of(config), config, maxInFlight);
    }
}
