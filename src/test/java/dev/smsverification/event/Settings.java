package dev.smsverification.event;

import java.time.Duration;
import java.util.List;

/** Topics as they are called by default, but for those that {@link Consumed} records stand in. */
public final class Settings {

    public static final String RETRIES = "retry-5s";

    private Settings() {}

    public static Topics topics() {
        return new Topics(new TopicsConfig() {
            @Override
            public String groupId() {
                return "workers";
            }

            @Override
            public Names topics() {
                return names();
            }

            @Override
            public Retry retry() {
                return () -> List.of(Duration.ofSeconds(5), Duration.ofSeconds(30));
            }
        });
    }

    private static TopicsConfig.Names names() {
        return new TopicsConfig.Names() {
            @Override
            public String requested() {
                return Consumed.TOPIC;
            }

            @Override
            public String status() {
                return "status";
            }

            @Override
            public String retryPrefix() {
                return "retry";
            }

            @Override
            public String deadLetter() {
                return "dead-letter";
            }

            @Override
            public boolean create() {
                return false;
            }
        };
    }
}
