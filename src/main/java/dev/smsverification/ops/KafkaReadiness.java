package dev.smsverification.ops;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when Kafka can be reached and all topics are there. */
@Readiness
@Singleton
class KafkaReadiness implements HealthCheck {

    private final TopicWatch topics;

    KafkaReadiness(TopicWatch topics) {
        this.topics = topics;
    }

    @Override
    public HealthCheckResponse call() {
        return Health.of("kafka", topics.problems());
    }
}
