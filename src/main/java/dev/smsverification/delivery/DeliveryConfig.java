package dev.smsverification.delivery;

import java.time.Duration;
import java.util.Optional;

import dev.smsverification.setting.NumberSetting;
import dev.smsverification.setting.TimeSetting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

/** Limits: the life of a code, requests in flight, rate and attempts. */
@ConfigMapping(prefix = "sms")
public interface DeliveryConfig {

    /** How long a code is good for when its request does not say. */
    @WithDefault("10m")
    @WithConverter(TimeSetting.class)
    Duration codeTtl();

    /** Requests to the provider at once, all partitions together. */
    @WithDefault("1024")
    @WithConverter(InFlight.class)
    int maxInFlight();

    RateLimit rateLimit();

    Retry retry();

    interface RateLimit {

        /** Messages per second; what exceeds it waits. */
        Optional<@WithConverter(Positive.class) Integer> perSecond();
    }

    /** Of {@code sms.retry} what concerns no topic: each of its delays names one, so they are in {@code TopicsConfig}. */
    interface Retry {

        /** The first try included. */
        @WithDefault("5")
        @WithConverter(Positive.class)
        int maxAttempts();
    }

    /** Each request has a connection of its own, and the number of ports is limited. */
    final class InFlight extends NumberSetting {
        public InFlight() {
            super(1, 100_000);
        }
    }

    final class Positive extends NumberSetting {
        public Positive() {
            super(1, Integer.MAX_VALUE);
        }
    }
}
