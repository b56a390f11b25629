package dev.smsverification.ops;

import java.util.List;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

import dev.smsverification.reload.Reload;

/** Always ready: what was read before a file went wrong goes on working. Says what is wrong with the file all the same. */
@Readiness
@Singleton
class FilesReadiness implements HealthCheck {

    private final Reload reload;

    FilesReadiness(Reload reload) {
        this.reload = reload;
    }

    @Override
    public HealthCheckResponse call() {
        List<String> problems = reload.problems();
        var response = HealthCheckResponse.named("files").up();
        if (!problems.isEmpty()) {
            response.withData("problem",
                    "changed files are not taken over, what was before stays in force: " + String.join("; ", problems));
        }
        return response.build();
    }
}
