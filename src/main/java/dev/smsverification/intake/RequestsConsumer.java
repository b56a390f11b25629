package dev.smsverification.intake;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.jboss.logging.Logger;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;

/** What the worker asks of its Kafka consumer. It is done on the polling thread. */
@Singleton
class RequestsConsumer implements PartitionPauses {

    private static final Logger LOG = Logger.getLogger(RequestsConsumer.class);

    /** In a rebalance the polling thread may wait for Kafka longer than a stop may take. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration RETRY_PAUSE = Duration.ofMillis(100);

    private final KafkaClientService clients;
    private final Duration patience;

    @Inject
    RequestsConsumer(KafkaClientService clients) {
        this(clients, PATIENCE);
    }

    /** @param patience how long a stop waits for the polling thread */
    RequestsConsumer(KafkaClientService clients, Duration patience) {
        this.clients = clients;
        this.patience = patience;
    }

    /** Creates the Kafka client, unless there is one; fails if that is not possible now. */
    Uni<Void> create() {
        return Uni.createFrom().deferred(() -> consumer().runOnPollingThread(_ -> {}));
    }

    @Override
    public void pauseOrResume(Collection<TopicPartition> partitions, boolean paused) {
        onPollingThread(consumer -> {
            Set<TopicPartition> ours = new HashSet<>(partitions);
            ours.retainAll(consumer.assignment());
            if (paused) {
                consumer.pause(ours);
            } else {
                consumer.resume(ours);
            }
        }).subscribe().with(_ -> {},
                failure -> LOG.errorf(failure, "Fetching could not be %s", paused ? "paused" : "resumed"));
    }

    /**
     * The position of each assigned partition, if it is known. Completes when the polling thread gets round to it, and never if that has
     * died.
     */
    Uni<Map<TopicPartition, Long>> positions() {
        Map<TopicPartition, Long> positions = new HashMap<>();
        return onPollingThread(consumer -> {
            for (TopicPartition partition : consumer.assignment()) {
                try {
                    positions.put(partition, consumer.position(partition, Duration.ZERO));
                } catch (KafkaException unknown) {
                    LOG.debugf(unknown, "The position in %s is not known this time", partition);
                }
            }
        }).replaceWith(positions);
    }

    /**
     * Commits the offsets of the partitions that are still assigned.
     *
     * @param done run, on any thread, when the group has accepted the commit; {@code failed} when it has not
     */
    void commit(Map<TopicPartition, OffsetAndMetadata> offsets, Runnable done, Runnable failed) {
        onPollingThread(consumer -> {
            Map<TopicPartition, OffsetAndMetadata> assigned = assigned(offsets, consumer);
            if (!assigned.isEmpty()) {
                consumer.commitAsync(assigned, (_, failure) -> {
                    if (failure == null) {
                        done.run();
                    } else {
                        LOG.debugf(failure, "Offsets were not committed this time");
                        failed.run();
                    }
                });
            }
        }).subscribe().with(_ -> {}, failure -> {
            LOG.warnf(failure, "Offsets could not be committed");
            failed.run();
        });
    }

    /** The same, for a stop, which a failure does not hold up: the next worker finds the results in the status topic. */
    Uni<Void> commitNow(Map<TopicPartition, OffsetAndMetadata> offsets) {
        // Nothing is committed in a rebalance, which the polling thread ends when it polls in between.
        Uni<Void> commit = onPollingThread(consumer -> {
            Map<TopicPartition, OffsetAndMetadata> assigned = assigned(offsets, consumer);
            consumer.commitSync(assigned);
            LOG.infof("Offsets of %d partitions committed", assigned.size());
        }).onFailure(RebalanceInProgressException.class).retry().withBackOff(RETRY_PAUSE, RETRY_PAUSE)
                .indefinitely();
        return withinPatience(commit).onFailure(KafkaException.class).recoverWithUni(failure -> {
            LOG.warnf("Offsets could not be committed: %s", failure.getClass().getSimpleName());
            return Uni.createFrom().voidItem();
        });
    }

    private static Map<TopicPartition, OffsetAndMetadata> assigned(Map<TopicPartition, OffsetAndMetadata> offsets,
            org.apache.kafka.clients.consumer.Consumer<?, ?> consumer) {
        Map<TopicPartition, OffsetAndMetadata> assigned = new HashMap<>(offsets);
        assigned.keySet().retainAll(consumer.assignment());
        return assigned;
    }

    /** Pauses all partitions. A polling thread that is too busy to do so does not fetch either. */
    Uni<Void> pauseAll() {
        return withinPatience(onPollingThread(consumer -> consumer.pause(consumer.assignment())));
    }

    private Uni<Void> withinPatience(Uni<Void> action) {
        return action.ifNoItem().after(patience).recoverWithUni(() -> {
            LOG.warn("The polling thread is busy and not waited for any longer");
            return Uni.createFrom().voidItem();
        });
    }

    /** Completes at once, without doing anything, while there is no client. */
    private Uni<Void> onPollingThread(Consumer<org.apache.kafka.clients.consumer.Consumer<byte[], byte[]>> action) {
        KafkaConsumer<byte[], byte[]> consumer = consumer();
        return consumer.unwrap() == null ? Uni.createFrom().voidItem() : consumer.runOnPollingThread(action);
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return clients.getConsumer(RequestsChannel.NAME);
    }
}
