package dev.smsverification.intake;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.jboss.logging.Logger;

import dev.smsverification.delivery.DeliveryConfig;
import dev.smsverification.delivery.EventLoop;
import dev.smsverification.delivery.Unreported;
import dev.smsverification.event.Decoded;
import dev.smsverification.event.Decoder;
import dev.smsverification.event.Received;
import dev.smsverification.event.SmsRequest;
import dev.smsverification.event.Topics;
import dev.smsverification.guard.History;
import dev.smsverification.guard.NewestCodes;
import io.smallrye.common.annotation.Identifier;

/**
 * The status topic as the worker's memory. Before it works on partitions that are new to it, it reads which of their requests are answered
 * already, which were given up without an answer, and, where retries are waiting or more may have been begun than is acknowledged, which
 * newer codes have come. It reads from the time of the first request that is not acknowledged, and for duplicates a bounded way further
 * back; never beyond the life of a code.
 */
@Singleton
class Ledger {

    private static final Logger LOG = Logger.getLogger(Ledger.class);
    private static final BinaryOperator<Instant> EARLIER = BinaryOperator.minBy(Comparator.naturalOrder());
    /** Clocks of the worker before and of the broker may be so far apart. */
    private static final Duration SKEW = Duration.ofSeconds(5);
    /** Well within the time after which the group takes a consumer that does not poll for dead: 5 minutes. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    /** Status records of one partition that are read for duplicates alone, and the most dead letters of one. */
    private static final long MOST = 20_000;

    private final Topics topics;
    private final Map<String, Object> kafka;
    private final Decoder decoder;
    private final History history;
    private final NewestCodes newest;
    private final Unreported unreported;
    private final Duration codeTtl;
    private final int inMemory;
    private final EventLoop loop;
    private final Clock clock;
    private volatile boolean reading;

    Ledger(Topics topics, @Identifier("default-kafka-broker") Map<String, Object> kafka, Decoder decoder,
            History history, NewestCodes newest, Unreported unreported, DeliveryConfig config, EventLoop loop,
            Clock clock) {
        this.topics = topics;
        this.kafka = kafka;
        this.decoder = decoder;
        this.history = history;
        this.newest = newest;
        this.unreported = unreported;
        this.codeTtl = config.codeTtl();
        this.inMemory = Room.most(config.maxInFlight());
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
    Map<TopicPartition, Long> read(Map<TopicPartition, Long> positions, Set<TopicPartition> begun) {
        reading = true;
        try {
            return read(() -> new Reading(positions, begun, clock.instant()));
        } finally {
            reading = false;
        }
    }

    /** Again where Kafka was too slow, or out of reach, until the deadline. */
    private Map<TopicPartition, Long> read(Supplier<Reading> attempts) {
        Instant deadline = clock.instant().plus(PATIENCE);
        while (true) {
            Reading attempt = attempts.get();
            try (TopicReader reader = new TopicReader(kafka)) {
                attempt.read(reader);
                return attempt.end();
            } catch (KafkaException failure) {
                boolean mayPass = failure instanceof RetriableException || ClientFirst.isForWantOfName(failure);
                if (!mayPass || clock.instant().isAfter(deadline)) {
                    LOG.errorf("Ledger not read, messages may be sent twice: %s", failure.getClass().getSimpleName());
                    return attempt.end();
                }
                LOG.warnf("Ledger not read yet: %s", failure.getClass().getSimpleName());
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    /** Whether it is being read. */
    boolean reading() {
        return reading;
    }

    /** One pass through the topics, and what has been found so far. */
    private final class Reading {

        private final Map<TopicPartition, Long> requests = new HashMap<>();
        private final Map<TopicPartition, Long> retries = new HashMap<>();
        private final Set<TopicPartition> begun;
        private final Instant now;
        private final Facts facts = new Facts(loop);
        /** By partition number: when the oldest request was published of those that are not acknowledged, or whose retry is waiting. */
        private final Map<Integer, Instant> oldest = new HashMap<>();
        private final Map<TopicPartition, Long> reach = new HashMap<>();
        private final Map<Integer, Long> lastReported = new HashMap<>();
        private final Unreported givenUp = new Unreported();

        Reading(Map<TopicPartition, Long> positions, Set<TopicPartition> begun, Instant now) {
            this.begun = begun;
            this.now = now;
            positions.forEach((partition, position) -> {
                (partition.topic().equals(topics.requested()) ? requests : retries).put(partition, position);
                reach.put(partition, position + inMemory);
            });
        }

        Map<TopicPartition, Long> end() {
            facts.add(() -> unreported.addAll(givenUp));
            facts.handOver();
            return reach;
        }

        void read(TopicReader reader) {
            reader.read(retries, reader.ends(retries.keySet()), record -> oldest.merge(record.partition(),
                    Received.retry(record, now).source().timestamp(), EARLIER));
            Set<Integer> withRetries = Set.copyOf(oldest.keySet());
            Map<TopicPartition, Long> second = new HashMap<>(reader.ends(requests.keySet()));
            second.replaceAll((partition, end) -> Math.min(end, requests.get(partition) + 1));
            reader.read(requests, second, record -> oldest.merge(record.partition(),
                    Instant.ofEpochMilli(record.timestamp()), EARLIER));
            int letters = readDeadLetters(reader);
            int results = readResults(reader);
            reader.ends(reach.keySet()).forEach((partition, end) -> reach.put(partition, reach(partition, end)));
            int newer = readRequests(reader, withRetries);
            LOG.infof("Ledger read in %d ms: %d results, %d dead letters and %d requests, %d partitions",
                    Duration.between(now, clock.instant()).toMillis(), results, letters, newer, reach.size());
        }

        /** Before the results: whose result is written meanwhile is not left without one. */
        private int readDeadLetters(TopicReader reader) {
            return oldest.values().stream().min(Comparator.naturalOrder())
                    .map(first -> reader.readSince(topics.deadLetter(), bounded(first), MOST,
                            record -> Letter.of(record).filter(this::isUnacknowledged).ifPresent(letter -> givenUp
                                    .add(letter.source(), letter.attempt(), letter.why(), letter.at()))))
                    .orElse(0);
        }

        private boolean isUnacknowledged(Letter letter) {
            Long position = requests.get(new TopicPartition(letter.source().topic(), letter.source().partition()));
            return position != null && (letter.attempt().number() > 1 || letter.source().offset() >= position);
        }

        private int readResults(TopicReader reader) {
            int count = reader.partitions(topics.status());
            if (count == 0) {
                return 0;
            }
            Map<TopicPartition, Instant> since = new HashMap<>();
            reach.keySet().forEach(source -> since.merge(
                    new TopicPartition(topics.status(), source.partition() % count),
                    bounded(oldest.getOrDefault(source.partition(), now)), EARLIER));
            Map<TopicPartition, Long> ends = reader.ends(since.keySet());
            Map<TopicPartition, Long> from = reader.offsetsAt(since, ends);
            Map<TopicPartition, Instant> lifeOfACode = new HashMap<>(since);
            lifeOfACode.replaceAll((_, _) -> now.minus(codeTtl));
            reader.offsetsAt(lifeOfACode, ends).forEach((partition, offset) -> from.merge(partition,
                    Math.max(ends.get(partition) - MOST, offset), Math::min));
            return reader.read(from, ends, record -> Reported.of(record)
                    .filter(result -> topics.consumed().contains(result.source().topic())).ifPresent(result -> {
                        if (result.isOf(topics.requested())) {
                            givenUp.take(result.source(), result.attempt());
                            lastReported.merge(result.source().partition(), result.source().offset(), Math::max);
                        }
                        facts.add(() -> history.recall(result.eventId(), result.source(), result.attempt(),
                                result.status(), result.next(), result.at()));
                    }));
        }

        /** A worker begins the records of a partition in their order, but for the retries, which it begins when they are due. */
        private long reach(TopicPartition partition, long end) {
            if (!requests.containsKey(partition)) {
                return end;
            }
            long position = requests.get(partition);
            long reported = lastReported.getOrDefault(partition.partition(), position);
            return Math.min(end, Math.max(position, reported + 1) + inMemory);
        }

        /** Which codes may have been sent, where retries wait or more has begun: of the requests since the oldest that is open. */
        private int readRequests(TopicReader reader, Set<Integer> withRetries) {
            Map<TopicPartition, Instant> since = new HashMap<>();
            requests.forEach((partition, position) -> {
                int number = partition.partition();
                if (begun.contains(partition) || withRetries.contains(number)
                        || lastReported.getOrDefault(number, position) > position) {
                    since.put(partition, bounded(oldest.getOrDefault(number, now)));
                }
            });
            Map<TopicPartition, Long> from = reader.offsetsAt(since, requests);
            // An event that comes a second time brings no newer code.
            Map<String, NewestCodes.Code> codes = new HashMap<>();
            int read = reader.read(from, reach, record -> {
                Received received = Received.request(record, now);
                if (decoder.decode(received) instanceof Decoded.Valid(SmsRequest request)) {
                    codes.merge(request.eventId(), NewestCodes.Code.of(request, received.source()),
                            NewestCodes.Code::older);
                }
            });
            codes.forEach((id, code) -> facts.add(() -> {
                if (!history.repeated(id, code.source(), now)) {
                    newest.add(code, now);
                }
            }));
            return read;
        }

        private Instant bounded(Instant since) {
            return Stream.of(since.minus(SKEW), now.minus(codeTtl)).max(Comparator.naturalOrder()).orElseThrow();
        }
    }
}
