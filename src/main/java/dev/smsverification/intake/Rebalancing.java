package dev.smsverification.intake;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import jakarta.inject.Provider;
import jakarta.inject.Singleton;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

import dev.smsverification.delivery.EventLoop;
import dev.smsverification.delivery.Sender;
import dev.smsverification.ledger.Ledger;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;

/** Partitions come and go: what has begun is finished and committed before a partition is given away. */
@Singleton
@Identifier(RequestsChannel.NAME)
class Rebalancing implements KafkaConsumerRebalanceListener {

    private static final Logger LOG = Logger.getLogger(Rebalancing.class);

    /** For publishing the results, after the last answer of the provider. */
    private static final Duration TO_PUBLISH = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Provider<Intake> provider;
    private final Ledger ledger;
    private final HandedOn handedOn;
    private final EventLoop loop;
    private final Clock clock;
    private final Duration patience;
    private final boolean canReconcile;
    private volatile Optional<Intake> intake = Optional.empty();
    private volatile boolean joined;
    private volatile Optional<Instant> beginningSince = Optional.empty();
    private volatile boolean stopping;

    /** @param intake asked for when partitions come; the connector makes this listener before it makes the outbox */
    Rebalancing(Provider<Intake> intake, Ledger ledger, HandedOn handedOn, EventLoop loop, Clock clock,
            Sender sender) {
        this.provider = intake;
        this.ledger = ledger;
        this.handedOn = handedOn;
        this.loop = loop;
        this.clock = clock;
        // An attempt may first have to ask what became of the one before. One that asks after it, because it is the last, may be
        // cut off: whoever comes next asks again.
        this.canReconcile = sender.canReconcile();
        this.patience = sender.timeout().multipliedBy(2).plus(TO_PUBLISH);
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        beginningSince = Optional.of(clock.instant());
        try {
            // One that stops begins nothing: whoever comes next would have to ask about all that it might have begun.
            if (!partitions.isEmpty() && !stopping) {
                begin(consumer, partitions);
            }
        } finally {
            beginningSince = Optional.empty();
        }
        joined = true;
    }

    private void begin(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        int generation = consumer.groupMetadata().generationId();
        Map<TopicPartition, Long> positions = partitions.stream()
                .collect(Collectors.toMap(Function.identity(),
                        partition -> patiently(() -> consumer.position(partition))));
        Set<TopicPartition> begun = begun(consumer, positions.keySet());
        Map<TopicPartition, Long> reach = ledger.read(positions, begun);
        if (stopping) {
            return;
        }
        markAsBegun(consumer, positions);
        Map<TopicPartition, Start> starts = new HashMap<>();
        positions.forEach((partition, offset) -> starts.put(partition,
                new Start(offset, canReconcile && begun.contains(partition) ? reach.get(partition) : offset)));
        loop.execute(() -> intake().assign(starts, generation));
        LOG.infof("Assigned %s", partitions);
    }

    /** The commits tell whether the worker before has finished what it had begun. */
    private static Set<TopicPartition> begun(Consumer<?, ?> consumer, Set<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> committed = patiently(() -> consumer.committed(partitions));
        return partitions.stream().filter(partition -> !Start.isNothingBegun(committed.get(partition)))
                .collect(Collectors.toSet());
    }

    private void markAsBegun(Consumer<?, ?> consumer, Map<TopicPartition, Long> positions) {
        try {
            commit(consumer, positions.entrySet().stream().collect(
                    Collectors.toMap(Map.Entry::getKey, position -> new OffsetAndMetadata(position.getValue()))));
        } catch (KafkaException failure) {
            LOG.warnf("Begun without a commit; if the worker is killed soon, its messages may be sent twice: %s",
                    failure.getClass().getSimpleName());
        }
    }

    /**
     * Until there is an answer, also where rights have yet to be granted again: Kafka brings no partition a second time, and nobody
     * would work on those of a listener that failed. A group that is waited for too long takes them away itself.
     */
    private static <T> T patiently(Supplier<T> question) {
        while (true) {
            try {
                return question.get();
            } catch (WakeupException | InterruptException end) {
                throw end;
            } catch (KafkaException failure) {
                LOG.warnf("Partitions not begun yet: %s", failure.getClass().getSimpleName());
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    @Override
    public void onPartitionsRevoked(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        if (partitions.isEmpty()) {
            return;
        }
        // Where the group has lost the worker, nothing is assigned until it has joined anew; else that follows at once, be it none.
        joined = !partitions.containsAll(consumer.assignment());
        Map<TopicPartition, OffsetAndMetadata> settled = drain(it -> it.revoke(partitions, patience));
        // The connector drops what is on its way from them, and nothing else may be in it.
        handedOn.takenIn();
        try {
            commit(consumer, settled);
            LOG.infof("Revoked %s", partitions);
        } catch (KafkaException failure) {
            LOG.warnf(failure, "Revoked %s without a commit: their last records may be handled again elsewhere",
                    partitions);
        }
    }

    /** The group takes it from a member only. */
    private void commit(Consumer<?, ?> consumer, Map<TopicPartition, OffsetAndMetadata> offsets) {
        Instant asked = clock.instant();
        consumer.commitSync(offsets);
        loop.execute(() -> intake().confirmed(asked));
    }

    /** Whether the group has given this worker partitions, be it none, and it has begun with them. */
    boolean joined() {
        return joined;
    }

    /** Since when newly assigned partitions have been waiting for what Kafka knows about them; empty where none are. */
    Optional<Instant> beginningSince() {
        return beginningSince;
    }

    /** Asked for once: a rebalance may still come when the container that knows it is gone. */
    private Intake intake() {
        if (intake.isEmpty()) {
            intake = Optional.of(provider.get());
        }
        return intake.get();
    }

    /** Takes no partition any more; what the ledger tells of those that have just come is read no further. */
    void beginNoMore() {
        stopping = true;
        ledger.stop();
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
