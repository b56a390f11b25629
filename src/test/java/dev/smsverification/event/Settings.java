package dev.smsverification.event;

import java.util.Map;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

/** A configuration for records of {@link Consumed} and a worker that is soon busy. */
public final class Settings {

    public static final int MAX_IN_FLIGHT = 2;
    public static final String RETRIES = "retry-5s";

    private Settings() {}

    public static Topics topics() {
        return new Topics(of(TopicsConfig.class));
    }

    public static <T> T of(Class<T> mapping) {
        return new SmallRyeConfigBuilder().addDiscoveredConverters().withValidateUnknown(false)
                .withSources(new PropertiesConfigSource(Map.of("sms.topics.requested", Consumed.TOPIC,
                        "sms.topics.status", "status", "sms.topics.dead-letter", "dead-letter",
                        "sms.topics.retry-prefix", "retry", "sms.retry.delays", "5s,30s", "sms.max-in-flight",
                        Integer.toString(MAX_IN_FLIGHT)), "test", 100))
                .withMapping(mapping).build().getConfigMapping(mapping);
    }
}
