package dev.smsverification.ops;

import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

import dev.smsverification.delivery.AccountPause;
import dev.smsverification.intake.Consumption;
import dev.smsverification.reload.Reload;

/** Whether the worker has started, and whether it can do its work: one check for each part, from what that part knows already. */
@Singleton
class HealthChecks {

    /** Started when the topics have been looked at once; what was found is a matter of readiness. */
    @Produces
    @Singleton
    @Startup
    HealthCheck start(BrokerWatch broker) {
        return () -> answer("start", broker.looked() ? List.of() : List.of(BrokerWatch.NOT_LOOKED));
    }

    /** Ready when Kafka can be reached and all topics are there. */
    @Produces
    @Singleton
    @Readiness
    HealthCheck kafka(BrokerWatch broker) {
        return () -> answer("kafka", broker.problems());
    }

    /** Ready while the provider's account can send. */
    @Produces
    @Singleton
    @Readiness
    HealthCheck account(AccountPause pause) {
        return () -> {
            var response = HealthCheckResponse.named("account").status(pause.problem().isEmpty());
            pause.problem().ifPresent(problem -> {
                response.withData("problem", "sending is paused: the account cannot send");
                problem.errorCode().ifPresent(code -> response.withData("errorCode", code));
            });
            return response.build();
        };
    }

    /** Not ready until the worker has joined, or rejoined, its consumer group, nor while its membership is not confirmed: then it sends nothing. */
    @Produces
    @Singleton
    @Readiness
    HealthCheck group(Consumption consumption) {
        return () -> {
            List<String> problems = new ArrayList<>();
            if (!consumption.joinedGroup()) {
                problems.add("the consumer group has not given this worker partitions yet");
            }
            if (!consumption.latest().confirmed()) {
                problems.add("the consumer group has not confirmed for a session that this worker is still a member");
            }
            return answer("group", problems);
        };
    }

    /** Not ready while the ledger is being read: nothing from the new partitions is sent meanwhile. */
    @Produces
    @Singleton
    @Readiness
    HealthCheck ledger(Consumption consumption) {
        return () -> answer("ledger", consumption.beginningSince().isPresent()
                ? List.of("partitions have come, and the ledger is being read before any work on them")
                : List.of());
    }

    /** Always ready, as what was read before stays in force; names the files that were refused. */
    @Produces
    @Singleton
    @Readiness
    HealthCheck files(Reload reload) {
        return () -> {
            List<String> problems = reload.problems();
            var response = HealthCheckResponse.named("files").up();
            if (!problems.isEmpty()) {
                response.withData("problem", "changed files are not taken over, what was before stays in force: "
                        + String.join("; ", problems));
            }
            return response.build();
        };
    }

    /** Up, or down and what is wrong. */
    private static HealthCheckResponse answer(String name, List<String> problems) {
        var response = HealthCheckResponse.named(name).status(problems.isEmpty());
        if (!problems.isEmpty()) {
            response.withData("problem", String.join("; ", problems));
        }
        return response.build();
    }
}
