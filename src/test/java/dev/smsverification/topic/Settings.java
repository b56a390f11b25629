package dev.smsverification.topic;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;

import dev.smsverification.delivery.DeliveryConfig;
import dev.smsverification.event.Consumed;
import dev.smsverification.testing.Mappings;

/** A configuration for records of {@link Consumed} and a worker that is soon busy. */
public final class Settings {

    public static final int MAX_IN_FLIGHT = 2;
    public static final String RETRIES = "retry-5s";

    private static final Map<String, String> KEYS = Map.of("sms.topics.requested", Consumed.TOPIC,
            "sms.topics.status", "status", "sms.topics.dead-letter", "dead-letter", "sms.topics.retry-prefix", "retry",
            "sms.retry.delays", "5s,30s", "sms.max-in-flight", Integer.toString(MAX_IN_FLIGHT));

    private Settings() {}

    public static Topics topics() {
        return topics(of(TopicsConfig.class));
    }

    public static Topics topics(TopicsConfig config) {
        return new Topics(config);
    }

    /** The same, but that no client can read the dead letters. */
    public static Topics topicsWithUnreadableDeadLetters() {
        return new Topics(of(TopicsConfig.class)) {
            @Override
            public String deadLetter() {
                return "no name of a topic";
            }
        };
    }

    /** The same, but with that status topic. */
    public static Topics topicsWithStatus(String name) {
        return new Topics(of(TopicsConfig.class)) {
            @Override
            public String status() {
                return name;
            }
        };
    }

    /** What the worker is built with. */
    public static Properties ofTheWorker() {
        Properties properties = new Properties();
        try (InputStream file = Settings.class.getResourceAsStream("/application.properties")) {
            properties.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    public static <T> T of(Class<T> mapping) {
        return Mappings.of(KEYS, TopicsConfig.class, DeliveryConfig.class).getConfigMapping(mapping);
    }
}
