package dev.smsverification.intake;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.inject.Provider;
import jakarta.inject.Singleton;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

import dev.smsverification.delivery.EventLoop;
import dev.smsverification.delivery.Sender;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;

/** What to do when partitions are assigned or revoked: what has begun is finished and committed before a partition is given away. */
@Singleton
@Identifier(RequestsChannel.NAME)
class Rebalancing implements KafkaConsumerRebalanceListener {

    private static final Logger LOG = Logger.getLogger(Rebalancing.class);

    /** For publishing the results after the provider's last answer. */
    private static final Duration TO_PUBLISH = Duration.ofSeconds(5);

    private final Provider<Intake> provider;
    private final Takeover takeover;
    private final BatchPermit permit;
    private final EventLoop loop;
    private final InstantSource clock;
    private final Duration patience;
    private volatile Optional<Intake> intake = Optional.empty();
    /** Confined to the polling thread. */
    private boolean assignedBefore;
    private volatile boolean joined;
    private volatile Optional<Instant> beginningSince = Optional.empty();

    /** @param intake looked up when partitions are assigned: the connector creates this listener before it creates the outbox */
    Rebalancing(Provider<Intake> intake, Takeover takeover, BatchPermit permit, EventLoop loop, InstantSource clock,
            Sender sender) {
        this.provider = intake;
        this.takeover = takeover;
        this.permit = permit;
        this.loop = loop;
        this.clock = clock;
        this.patience = patience(sender);
    }

    /**
     * How long to wait until what has begun is settled. An attempt may first have to ask what became of the previous one. The last one may ask
     * again afterwards: that question may be cut off, and is repeated by the next worker.
     */
    static Duration patience(Sender sender) {
        return sender.timeout().multipliedBy(2).plus(TO_PUBLISH);
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        boolean rebalances = rebalancesAtFirst(consumer);
        if (!partitions.isEmpty()) {
            beginningSince = Optional.of(clock.instant());
            try {
                // First, as it is lost if the group drops the worker meanwhile.
                int generation = consumer.groupMetadata().generationId();
                takeover.starts(consumer, partitions).ifPresent(starts -> begin(consumer, starts, generation));
            } finally {
                beginningSince = Optional.empty();
            }
        }
        // Otherwise this is called again at once.
        joined = !rebalances;
    }

    /**
     * A static member that comes back within its session is given what it had, without a rebalance: nobody would have the partitions that
     * were added meanwhile, nor those that it was giving away when it was killed.
     */
    private boolean rebalancesAtFirst(Consumer<?, ?> consumer) {
        boolean rebalances = !assignedBefore && consumer.groupMetadata().groupInstanceId().isPresent();
        if (rebalances) {
            consumer.enforceRebalance("a static member has started");
        }
        assignedBefore = true;
        return rebalances;
    }

    private void begin(Consumer<?, ?> consumer, Map<TopicPartition, Start> starts, int generation) {
        markAsBegun(consumer, starts);
        loop.execute(() -> intake().assign(starts, generation));
        LOG.infof("Assigned %s", starts.keySet());
    }

    /** A commit without the mark that nothing is begun. */
    private void markAsBegun(Consumer<?, ?> consumer, Map<TopicPartition, Start> starts) {
        try {
            commit(consumer, starts.entrySet().stream().collect(
                    Collectors.toMap(Map.Entry::getKey, start -> new OffsetAndMetadata(start.getValue().offset()))));
        } catch (KafkaException failure) {
            LOG.warnf("Begun without a commit; if the worker is killed soon, its messages may be sent twice: %s",
                    failure.getClass().getSimpleName());
        }
    }

    @Override
    public void onPartitionsRevoked(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        if (partitions.isEmpty()) {
            return;
        }
        // If everything is revoked the worker may have left the group; otherwise onPartitionsAssigned follows at once, even with an empty
        // list.
        joined = !partitions.containsAll(consumer.assignment());
        Map<TopicPartition, OffsetAndMetadata> settled = drain(it -> it.revoke(partitions, patience));
        // The connector drops the records of these partitions that are in transit, which may be the whole batch.
        permit.release();
        try {
            commit(consumer, settled);
            LOG.infof("Revoked %s", partitions);
        } catch (KafkaException failure) {
            LOG.warnf(failure, "Revoked %s without a commit: their last records may be handled again elsewhere",
                    partitions);
        }
    }

    /** The group accepts a commit only from a member. */
    private void commit(Consumer<?, ?> consumer, Map<TopicPartition, OffsetAndMetadata> offsets) {
        Instant asked = clock.instant();
        consumer.commitSync(offsets);
        loop.execute(() -> intake().confirmed(asked));
    }

    /** Whether the group has assigned partitions to this worker, even none, and it has begun with them. */
    boolean joined() {
        return joined;
    }

    /** Since when newly assigned partitions have been waiting for what Kafka knows about them; empty where none are. */
    Optional<Instant> beginningSince() {
        return beginningSince;
    }

    /** Looked up once: a rebalance may still come after the container has been shut down. */
    private Intake intake() {
        if (intake.isEmpty()) {
            intake = Optional.of(provider.get());
        }
        return intake.get();
    }

    /** Begins with no partitions any more; the ledger of those that have just been assigned is read no further. */
    void beginNoMore() {
        takeover.stop();
    }

    /** Begins no more and waits, within bounds, until what has begun is settled; answers the offsets to commit. */
    Map<TopicPartition, OffsetAndMetadata> stop() {
        beginNoMore();
        return drain(it -> it.stop(patience));
    }

    /** Not for the event loop. */
    private Map<TopicPartition, OffsetAndMetadata> drain(
            Function<Intake, CompletableFuture<Map<TopicPartition, OffsetAndMetadata>>> ending) {
        return CompletableFuture.supplyAsync(() -> ending.apply(intake()), loop).thenCompose(Function.identity())
                .join();
    }
}
