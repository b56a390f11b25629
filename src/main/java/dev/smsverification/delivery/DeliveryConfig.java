package dev.smsverification.delivery;

import java.time.Duration;
import java.util.OptionalInt;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much at once, how long and how often. */
@ConfigMapping(prefix = "sms")
public interface DeliveryConfig {

    /** How long a code is good for when its request does not say. */
    @WithDefault("10m")
    @NotNull
    Duration codeTtl();

    /** Requests to the provider at once, all partitions together. */
    @WithDefault("1024")
    @Min(1)
    int maxInFlight();

    @Valid
    RateLimit rateLimit();

    @Valid
    Retry retry();

    interface RateLimit {

        /** Sends are paced to so many; nothing is refused for it. */
        OptionalInt perSecond();
    }

    interface Retry {

        /** The first try included. */
        @WithDefault("5")
        @Min(1)
        int maxAttempts();
    }
}
