package dev.smsverification.intake;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

import dev.smsverification.delivery.Sender;
import dev.smsverification.ledger.Ledger;

/** Finds out from Kafka where the work on newly assigned partitions begins, and what other workers have done about it. */
@Singleton
class Takeover {

    private static final Logger LOG = Logger.getLogger(Takeover.class);
    private static final Duration RETRY_PAUSE = Duration.ofSeconds(1);
    private static final Duration LEADER_PATIENCE = Duration.ofSeconds(5);

    private final Ledger ledger;
    private final boolean canReconcile;
    private volatile boolean stopped;

    Takeover(Ledger ledger, Sender sender) {
        this.ledger = ledger;
        this.canReconcile = sender.canReconcile();
    }

    /**
     * Where the work on each of the partitions begins; what the ledger knows about them is in memory before anything that is executed on the
     * event loop from now on. Blocks the polling thread, perhaps for minutes.
     *
     * @return empty once it has been stopped. Then nothing is to be committed for the partitions: a commit would make the next worker ask
     *         the provider about all that might have begun
     */
    Optional<Map<TopicPartition, Start>> starts(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        if (stopped) {
            return Optional.empty();
        }
        Map<TopicPartition, OffsetAndMetadata> committed = untilAnswered(
                () -> consumer.committed(Set.copyOf(partitions)));
        Map<TopicPartition, Long> positions = new HashMap<>();
        Set<TopicPartition> leaderless = new HashSet<>();
        partitions.forEach(partition -> untilAnswered(() -> committed.get(partition) == null
                // Once one of them has been waited for, the beginnings of the others are known, or they have no leader either.
                ? beginning(consumer, partition, leaderless.isEmpty() ? LEADER_PATIENCE : Duration.ZERO)
                : OptionalLong.of(consumer.position(partition)))
                .ifPresentOrElse(offset -> positions.put(partition, offset), () -> leaderless.add(partition)));
        // Those whose commit does not say that the previous worker has finished what it had begun.
        Set<TopicPartition> mayHaveMoreBegun = positions.keySet().stream()
                .filter(partition -> !Start.isNothingBegun(committed.get(partition))).collect(Collectors.toSet());
        Map<TopicPartition, Long> maybeBegunBefore = ledger.read(positions, mayHaveMoreBegun);
        if (stopped) {
            return Optional.empty();
        }
        Map<TopicPartition, Start> starts = new HashMap<>();
        // Nobody has begun anything there, and what comes before the first record is skipped.
        leaderless.forEach(partition -> starts.put(partition, new Start(0, 0)));
        positions.forEach((partition, offset) -> starts.put(partition, new Start(offset,
                canReconcile && mayHaveMoreBegun.contains(partition) ? maybeBegunBefore.get(partition) : offset)));
        return Optional.of(starts);
    }

    /** Begins with no partitions any more, for good; a ledger that is being read is read no further. Safe for concurrent use. */
    void stop() {
        stopped = true;
        ledger.stop();
    }

    /** Where a partition begins for which nothing was ever committed. Only its leader knows; empty where that does not answer in time. */
    private static OptionalLong beginning(Consumer<?, ?> consumer, TopicPartition partition, Duration patience) {
        try {
            return OptionalLong.of(consumer.position(partition, patience));
        } catch (TimeoutException noLeader) {
            LOG.warnf("Where partition %s begins is not known in time; it may have no leader", partition);
            return OptionalLong.empty();
        }
    }

    /**
     * Asks until there is an answer, also while rights are missing: Kafka does not assign a partition twice, and nobody would work on those
     * of a listener that failed. If it takes too long, the group itself takes the partitions away.
     */
    private static <T> T untilAnswered(Supplier<T> question) {
        while (true) {
            try {
                return question.get();
            } catch (WakeupException | InterruptException end) {
                throw end;
            } catch (KafkaException failure) {
                LOG.warnf("Partitions not begun yet: %s", failure.getClass().getSimpleName());
                LockSupport.parkNanos(RETRY_PAUSE.toNanos());
            }
        }
    }
}
