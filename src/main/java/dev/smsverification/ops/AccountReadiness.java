package dev.smsverification.ops;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

import dev.smsverification.delivery.AccountPause;

/** Ready while the provider's account can send. */
@Readiness
@Singleton
class AccountReadiness implements HealthCheck {

    private final AccountPause pause;

    AccountReadiness(AccountPause pause) {
        this.pause = pause;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("account").status(pause.problem().isEmpty());
        pause.problem().ifPresent(problem -> {
            response.withData("problem", "sending is paused: the account cannot send");
            problem.errorCode().ifPresent(code -> response.withData("errorCode", code));
        });
        return response.build();
    }
}
