package dev.smsverification.ops;

import java.util.ArrayList;
import java.util.List;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

import dev.smsverification.intake.Consumption;

/** Not ready until the consumer group has taken the worker in, be it anew, nor while that is not confirmed: then it sends nothing. */
@Readiness
@Singleton
class GroupReadiness implements HealthCheck {

    private final Consumption consumption;

    GroupReadiness(Consumption consumption) {
        this.consumption = consumption;
    }

    @Override
    public HealthCheckResponse call() {
        return judge(consumption.joinedGroup(), consumption.latest().confirmed());
    }

    static HealthCheckResponse judge(boolean joined, boolean confirmed) {
        List<String> problems = new ArrayList<>();
        if (!joined) {
            problems.add("the consumer group has not given this worker partitions yet");
        }
        if (!confirmed) {
            problems.add("the consumer group has not confirmed for a session that this worker is still a member");
        }
        return Health.of("group", problems);
    }
}
