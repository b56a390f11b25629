package dev.smsverification.ops;

import java.util.List;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

import dev.smsverification.intake.Consumption;

/** Not ready until the consumer group has taken the worker in: until then it is given nothing to send. */
@Readiness
@Singleton
class GroupReadiness implements HealthCheck {

    private final Consumption consumption;

    GroupReadiness(Consumption consumption) {
        this.consumption = consumption;
    }

    @Override
    public HealthCheckResponse call() {
        return judge(consumption.joinedGroup());
    }

    static HealthCheckResponse judge(boolean joined) {
        return Health.of("group", joined
                ? List.of()
                : List.of("the consumer group has not given this worker its first partitions yet"));
    }
}
