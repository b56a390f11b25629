package dev.smsverification.ledger;

import static java.util.stream.Collectors.joining;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
 * The status topic as the worker's memory. Before it works on partitions that are new to it, it reads which of their requests are answered
 * already, which were given up without an answer, and, where retries are waiting or more may have been begun than is acknowledged, which
 * newer codes have come. It reads from the time of the first request that is not acknowledged, and for duplicates a bounded way further
 * back; never beyond the life of a code.
 */
@Singleton
public class Ledger {

    private static final Logger LOG = Logger.getLogger(Ledger.class);
    /** Well within the time after which the group takes a consumer that does not poll for dead: 5 minutes. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** For one answer of Kafka's. There are five things to read one after the other, and it is within the time above that the last attempt begins. */
    private static final Duration PATIENCE_FOR_ONE = Duration.ofSeconds(15);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final LedgerReading.Scope scope;
    private final Map<String, Object> kafka;
    private final EventLoop loop;
    private final Clock clock;
    /** While it reads. */
    private volatile Optional<TopicReader> reader = Optional.empty();
    private volatile boolean stopped;
    private final AtomicLong unreadCount = new AtomicLong();

    Ledger(Topics topics, @Identifier("default-kafka-broker") Map<String, Object> kafka, Decoder decoder,
            History history, NewestCodes newest, Unreported unreported, DeliveryConfig config, MostBegun mostBegun,
            EventLoop loop, Clock clock) {
        this.scope = new LedgerReading.Scope(topics, history, unreported, config.codeTtl(), mostBegun.requests(),
                new CodesReading.Scope(decoder, newest, NewestCodes.CAPACITY));
        this.kafka = kafka;
        this.loop = loop;
        this.clock = clock;
    }

    /**
     * Reads what is known about the partitions. Blocks, within bounds; not for the event loop.
     *
     * @param positions the partitions, each with the offset from which on nothing is acknowledged
     * @param begun those of them in which another worker may have begun more than that
     * @return for each partition, the offset before which another worker may have begun records; all else that was read is in memory
     *         before anything that is executed on the event loop from now on
     */
    public Map<TopicPartition, Long> read(Map<TopicPartition, Long> positions, Set<TopicPartition> begun) {
        Instant deadline = clock.instant().plus(PATIENCE);
        while (true) {
            Instant begin = clock.instant();
            LedgerReading attempt = new LedgerReading(scope, positions, begun, new Facts(loop), begin);
            Map<String, KafkaException> unread = read(attempt);
            if (unread.isEmpty()) {
                LOG.infof("Ledger read in %d ms: %s",
                        Duration.between(begin, clock.instant()).toMillis(), attempt);
            }
            if (unread.isEmpty() || stopped) {
                return attempt.end();
            }
            String failures = unread.entrySet().stream()
                    .map(part -> part.getKey() + ": " + part.getValue().getClass().getSimpleName())
                    .collect(joining(", "));
            if (unread.values().stream().noneMatch(Ledger::mayPass) || clock.instant().isAfter(deadline)) {
                unreadCount.incrementAndGet();
                LOG.errorf("Ledger not read in full, messages may be sent twice: %s", failures);
                return attempt.end();
            }
            LOG.warnf("Ledger not read yet: %s", failures);
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** How often partitions were taken over and not all could be read of them. Safe for concurrent use. */
    public long unread() {
        return unreadCount.get();
    }

    /** Answers what cannot be read, and why. */
    private Map<String, KafkaException> read(LedgerReading attempt) {
        try (TopicReader opened = new TopicReader(kafka, "ledger", IsolationLevel.READ_COMMITTED, PATIENCE_FOR_ONE)) {
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

    /** Where Kafka was too slow, or out of reach. */
    private static boolean mayPass(KafkaException failure) {
        return failure instanceof RetriableException || TopicReader.isUnresolvedBroker(failure);
    }

    /** Reads no more, for good; what is being read ends at once. Safe for concurrent use. */
    public void stop() {
        stopped = true;
        reader.ifPresent(TopicReader::wakeup);
    }
}
