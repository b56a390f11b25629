package dev.smsverification.ops;

import java.util.List;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/** Started when the topics have been looked at, whatever was found: that is a matter of readiness. */
@Startup
@Singleton
class FirstLook implements HealthCheck {

    private final TopicWatch topics;

    FirstLook(TopicWatch topics) {
        this.topics = topics;
    }

    @Override
    public HealthCheckResponse call() {
        return Health.of("start", topics.looked() ? List.of() : List.of(TopicWatch.NOT_LOOKED));
    }
}
