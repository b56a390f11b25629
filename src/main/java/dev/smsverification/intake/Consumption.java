package dev.smsverification.intake;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

import dev.smsverification.delivery.EventLoop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;

/** The state of consuming, for health checks and metrics. Safe for concurrent use. */
@Singleton
public class Consumption {

    private static final Logger LOG = Logger.getLogger(Consumption.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final Intake intake;
    private final Rebalancing rebalancing;
    private final RequestsConsumer consumer;
    private final EventLoop loop;
    private final InstantSource clock;
    private volatile Map<TopicPartition, Long> positions = Map.of();
    private volatile ConsumptionSnapshot latest;
    private volatile Instant lastPoll;
    private volatile boolean stopped;
    private boolean awaitingPoll;

    Consumption(Intake intake, @Identifier(RequestsChannel.NAME) Rebalancing rebalancing,
            RequestsConsumer consumer, EventLoop loop, InstantSource clock) {
        this.intake = intake;
        this.rebalancing = rebalancing;
        this.consumer = consumer;
        this.loop = loop;
        this.clock = clock;
        this.lastPoll = clock.instant();
        this.latest = new ConsumptionSnapshot(lastPoll, Map.of(), true);
    }

    /** Taken at most a second ago, if the event loop is well. */
    public ConsumptionSnapshot latest() {
        return latest;
    }

    /** Completes as soon as the event loop gets round to it. */
    public CompletableFuture<ConsumptionSnapshot> now() {
        return CompletableFuture.supplyAsync(intake::snapshot, loop);
    }

    /**
     * When the polling thread last answered: about a second ago, or longer while partitions are revoked. Now while partitions are
     * {@linkplain #beginningSince being begun}, which may take minutes.
     */
    public Instant lastPoll() {
        return rebalancing.beginningSince().isPresent() ? clock.instant() : lastPoll;
    }

    /** The position of each partition at the last poll, if it was known. */
    public Map<TopicPartition, Long> positions() {
        return positions;
    }

    /** Whether the worker is a member of the consumer group and has been assigned partitions, even none. */
    public boolean joinedGroup() {
        return rebalancing.joined();
    }

    /**
     * Since when newly assigned partitions have been waiting, while Kafka is asked what became of their requests so far; empty where none are.
     * {@link #latest} does not know of them yet.
     */
    public Optional<Instant> beginningSince() {
        return rebalancing.beginningSince();
    }

    void start(@Observes StartupEvent event) {
        loop.execute(this::look);
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
    }

    private void look() {
        if (stopped) {
            return;
        }
        ConsumptionSnapshot now = intake.snapshot();
        if (latest.confirmed() && !now.confirmed()) {
            LOG.warn(
                    "Nothing is sent: the consumer group has not confirmed for a session that this worker is a member");
        } else if (now.confirmed() && !latest.confirmed() && !now.partitions().isEmpty()) {
            LOG.info("Sending goes on: the consumer group has confirmed the partitions that this worker has now");
        }
        latest = now;
        if (!awaitingPoll) {
            awaitingPoll = true;
            consumer.positions().emitOn(loop).subscribe().with(this::polled, _ -> awaitingPoll = false);
        }
        loop.schedule(INTERVAL, this::look);
    }

    private void polled(Map<TopicPartition, Long> upTo) {
        positions = Map.copyOf(upTo);
        awaitingPoll = false;
        lastPoll = clock.instant();
    }
}
