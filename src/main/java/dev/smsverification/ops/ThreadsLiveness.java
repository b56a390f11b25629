package dev.smsverification.ops;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;

import dev.smsverification.intake.Consumption;

/** Up while the event loop and the polling thread respond. Ignores Kafka and Twilio: a restart would not bring them back. */
@Liveness
@Singleton
class ThreadsLiveness implements HealthCheck {

    private static final Duration EVENT_LOOP_PATIENCE = Duration.ofSeconds(30);
    /** Kafka's {@code max.poll.interval.ms}: after it the member leaves its group. */
    private static final Duration POLL_PATIENCE = Duration.ofMinutes(5);

    private final Consumption consumption;
    private final InstantSource clock;

    ThreadsLiveness(Consumption consumption, InstantSource clock) {
        this.consumption = consumption;
        this.clock = clock;
    }

    @Override
    public HealthCheckResponse call() {
        return judge(consumption.latest().at(), consumption.lastPoll(), clock.instant());
    }

    static HealthCheckResponse judge(Instant lastTurn, Instant lastPoll, Instant now) {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("threads").up();
        complain(response, "eventLoop", Duration.between(lastTurn, now), EVENT_LOOP_PATIENCE);
        complain(response, "consumer", Duration.between(lastPoll, now), POLL_PATIENCE);
        return response.build();
    }

    private static void complain(HealthCheckResponseBuilder response, String thread, Duration silence,
            Duration patience) {
        if (silence.compareTo(patience) > 0) {
            response.down().withData(thread, "has not been heard of for " + silence.toSeconds() + " s");
        }
    }
}
