package dev.smsverification.ops;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

import dev.smsverification.delivery.AccountPause;
import dev.smsverification.delivery.Slots;
import dev.smsverification.event.Reason;
import dev.smsverification.intake.Consumption;
import dev.smsverification.ledger.Ledger;
import dev.smsverification.reload.Reload;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;

/** Metrics whose values are computed when Prometheus scrapes them. */
@Singleton
class Gauges {

    void register(@Observes StartupEvent event, MeterRegistry meters, Slots slots, AccountPause pause,
            Consumption consumption, Lag lag, Ledger ledger, Reload reload, @All @Readiness List<HealthCheck> readiness,
            InstantSource clock) {
        Gauge.builder(MetricNames.READY, () -> ready(readiness) ? 1 : 0)
                .description("1 while the worker is ready: it can send, and report what it has sent.").register(meters);
        Gauge.builder(MetricNames.IN_FLIGHT, slots, Slots::inUse)
                .description("Requests to Twilio that are under way.").register(meters);
        Gauge.builder(MetricNames.IN_FLIGHT_LIMIT, slots, Slots::limit)
                .description("How many may be under way now; less than configured after too many requests.")
                .register(meters);
        Gauge.builder(MetricNames.PAUSED, pause, it -> it.problem().isPresent() ? 1 : 0)
                .description("1 while nothing is sent.")
                .tag(MetricNames.LABEL_REASON, Reason.ACCOUNT_PROBLEM.word()).register(meters);
        Gauge.builder(MetricNames.OLDEST_UNFINISHED, () -> oldestUnfinished(consumption, lag, clock))
                .description(
                        "How long the oldest record that is due has been waiting for its result, or a partition to be read.")
                .register(meters);
        FunctionCounter.builder(MetricNames.LEDGER_UNREAD, ledger, Ledger::unread)
                .description("How often partitions were taken over without reading their ledger in full.")
                .register(meters);
        Gauge.builder(MetricNames.FILES_REFUSED, reload, it -> it.problems().isEmpty() ? 0 : 1)
                .description("1 while changed files are not in force.").register(meters);
        reload.refusals().forEach((part, refusals) -> FunctionCounter
                .builder(MetricNames.RELOAD_FAILURES, refusals, Number::doubleValue)
                .description("Changed files that were not taken over.")
                .tag(MetricNames.LABEL_SOURCE, part).register(meters));
    }

    private static boolean ready(List<HealthCheck> readiness) {
        return readiness.stream().allMatch(check -> check.call().getStatus() == HealthCheckResponse.Status.UP);
    }

    private static double oldestUnfinished(Consumption consumption, Lag lag, InstantSource clock) {
        return Stream.of(consumption.latest().oldestDue(), consumption.beginningSince(), lag.unreadSince())
                .flatMap(Optional::stream).min(Comparator.naturalOrder())
                .map(since -> Duration.between(since, clock.instant()))
                .map(age -> age.toMillis() / 1_000.0).orElse(0.0);
    }
}
