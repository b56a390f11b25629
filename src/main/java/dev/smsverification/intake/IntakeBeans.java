package dev.smsverification.intake;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import dev.smsverification.delivery.DeliveryConfig;
import dev.smsverification.ledger.MostBegun;

/** What the ledger has to know about consuming. */
class IntakeBeans {

    @Produces
    @Singleton
    MostBegun mostBegun(DeliveryConfig config) {
        return new MostBegun(FetchBackpressure.mostBegun(config.maxInFlight()));
    }
}
