package dev.smsverification.ops;

import java.util.List;

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
        return Health.of("ledger", reading
                ? List.of("partitions have come, and the ledger is being read before any work on them")
                : List.of());
    }
}
