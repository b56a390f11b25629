package dev.smsverification.ops;

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
        var response = HealthCheckResponse.named("start").status(topics.looked());
        if (!topics.looked()) {
            response.withData("problem", TopicWatch.NOT_LOOKED);
        }
        return response.build();
    }
}
