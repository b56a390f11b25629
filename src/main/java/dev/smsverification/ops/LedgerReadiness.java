package dev.smsverification.ops;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

import dev.smsverification.intake.Consumption;

/** Not ready while the ledger is being read: until then nothing is sent. */
@Readiness
@Singleton
class LedgerReadiness implements HealthCheck {

    private final Consumption consumption;

    LedgerReadiness(Consumption consumption) {
        this.consumption = consumption;
    }

    @Override
    public HealthCheckResponse call() {
        return judge(consumption.readingLedger());
    }

    static HealthCheckResponse judge(boolean reading) {
        var response = HealthCheckResponse.named("ledger").status(!reading);
        if (reading) {
            response.withData("problem", "partitions have come, and the ledger is being read before any work on them");
        }
        return response.build();
    }
}
