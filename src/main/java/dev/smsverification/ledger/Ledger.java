package dev.smsverification.ledger;

import static java.util.stream.Collectors.joining;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import jakarta.inject.Singleton;

import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.jboss.logging.Logger;

import dev.smsverification.delivery.DeliveryConfig;
import dev.smsverification.delivery.EventLoop;
import dev.smsverification.delivery.Unreported;
import dev.smsverification.event.Decoder;
import dev.smsverification.guard.History;
import dev.smsverification.guard.NewestCodes;
import dev.smsverification.topic.TopicReader;
import dev.smsverification.topic.Topics;
import io.smallrye.common.annotation.Identifier;

/**
 * The status topic as the worker's memory. Before the worker starts on partitions that are assigned to it, it reads which of their requests
 * have a result already, which were given up without one, and, where retries are waiting or more may have been begun than is acknowledged,
 * which newer codes exist. It reads from the time of the first unacknowledged request, and for duplicates a limited number of records
 * further back; never beyond the life of a code.
 */
@Singleton
public class Ledger {

    private static final Logger LOG = Logger.getLogger(Ledger.class);
    /** Well within {@code max.poll.interval.ms}, after which the group removes a consumer that does not poll: 5 minutes. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** Timeout of one Kafka request. A reading makes five in sequence; one that starts just before PATIENCE ends may add 75 s. */
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(15);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final LedgerReading.Scope scope;
    private final Map<String, Object> kafka;
    private final EventLoop loop;
    private final InstantSource clock;
    /** Present while it reads. */
    private volatile Optional<TopicReader> reader = Optional.empty();
    private volatile boolean stopped;
    private final AtomicLong unreadCount = new AtomicLong();

    Ledger(Topics topics, @Identifier("default-kafka-broker") Map<String, Object> kafka, Decoder decoder,
            History history, NewestCodes newest, Unreported unreported, DeliveryConfig config, MostBegun mostBegun,
            EventLoop loop, InstantSource clock) {
        this.scope = new LedgerReading.Scope(topics, decoder, history, newest, unreported, config.codeTtl(),
                mostBegun.requests(), NewestCodes.CAPACITY);
        this.kafka = kafka;
        this.loop = loop;
        this.clock = clock;
    }

    /**
     * Reads what is known about the partitions. Blocks, within bounds; not for the event loop.
     *
     * @param positions the partitions, each with the offset of its first unacknowledged record
     * @param begun those of them in which another worker may have begun records from there on
     * @return for each partition, the offset below which another worker may have started records. All else found is queued on the event
     *         loop ahead of tasks submitted later.
     */
    public Map<TopicPartition, Long> read(Map<TopicPartition, Long> positions, Set<TopicPartition> begun) {
        Instant deadline = clock.instant().plus(PATIENCE);
        while (true) {
            Instant begin = clock.instant();
            LedgerReading attempt = new LedgerReading(scope, positions, begun, new BatchedTasks(loop), begin);
            Map<String, KafkaException> unread = read(attempt);
            if (unread.isEmpty()) {
                LOG.infof("Ledger read in %d ms: %s",
                        Duration.between(begin, clock.instant()).toMillis(), attempt);
            }
            if (unread.isEmpty() || stopped) {
                return attempt.passOn();
            }
            String failures = unread.entrySet().stream()
                    .map(part -> part.getKey() + ": " + part.getValue().getClass().getSimpleName())
                    .collect(joining(", "));
            if (unread.values().stream().noneMatch(Ledger::mayPass) || clock.instant().isAfter(deadline)) {
                unreadCount.incrementAndGet();
                LOG.errorf("Ledger not read in full, messages may be sent twice: %s", failures);
                return attempt.passOn();
            }
            LOG.warnf("Ledger not read yet: %s", failures);
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** How often partitions were taken over and not all could be read of them. Safe for concurrent use. */
    public long unread() {
        return unreadCount.get();
    }

    /** Returns what cannot be read, and why. */
    private Map<String, KafkaException> read(LedgerReading attempt) {
        try (TopicReader opened = new TopicReader(kafka, "ledger", IsolationLevel.READ_COMMITTED, REQUEST_TIMEOUT)) {
            reader = Optional.of(opened);
            if (stopped) {
                opened.wakeup();
            }
            return attempt.read(opened);
        } catch (KafkaException failure) {
            return Map.of("client", failure);
        } finally {
            reader = Optional.empty();
        }
    }

    /** Whether trying again may help: Kafka was too slow, or not reachable. */
    private static boolean mayPass(KafkaException failure) {
        return failure instanceof RetriableException || TopicReader.isUnresolvedBroker(failure);
    }

    /** Ends the current reading at once, and allows no other. Safe for concurrent use. */
    public void stop() {
        stopped = true;
        reader.ifPresent(TopicReader::wakeup);
    }
}
