package dev.smsverification.ops;

import java.util.List;

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
        List<String> problems = topics.problems();
        var response = HealthCheckResponse.named("kafka").status(problems.isEmpty());
        if (!problems.isEmpty()) {
            response.withData("problem", String.join("; ", problems));
        }
        return response.build();
    }
}
