package dev.smsverification.ops;

import java.util.List;

import org.eclipse.microprofile.health.HealthCheckResponse;

/** What a health check answers: up, or down and what is wrong. */
final class Health {

    private Health() {}

    static HealthCheckResponse of(String name, List<String> problems) {
        var response = HealthCheckResponse.named(name).status(problems.isEmpty());
        if (!problems.isEmpty()) {
            response.withData("problem", String.join("; ", problems));
        }
        return response.build();
    }
}
