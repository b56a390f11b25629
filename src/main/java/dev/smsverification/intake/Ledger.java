package dev.smsverification.intake;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.jboss.logging.Logger;

import dev.smsverification.delivery.DeliveryConfig;
import dev.smsverification.event.Decoded;
import dev.smsverification.event.Decoder;
import dev.smsverification.event.Received;
import dev.smsverification.event.SmsRequest;
import dev.smsverification.event.Topics;
import dev.smsverification.guard.History;
import dev.smsverification.guard.NewestCodes;
import io.smallrye.common.annotation.Identifier;

/**
 * The status topic as the worker's memory. Before it works on partitions that are new to it, it reads which of their
 * requests are answered already, and, where retries are waiting, which newer codes have come since those were requested.
 * It reads from the time of the first request that is not acknowledged, and for duplicates a bounded way further back;
 * never beyond the life of a code.
 */
@Singleton
class Ledger {

    private static final Logger LOG = Logger.getLogger(Ledger.class);
    /** Clocks of the worker before and of the broker may be so far apart. */
    private static final Duration SKEW = Duration.ofSeconds(5);
    /** Well within the time after which the group takes a consumer that does not poll for dead: 5 minutes. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** Status records of one partition that are read for duplicates alone. */
    private static final long FOR_DUPLICATES = 20_000;

    private final Topics topics;
    private final Map<String, Object> kafka;
    private final Decoder decoder;
    private final History history;
    private final NewestCodes newest;
    private final Duration codeTtl;
    private final int inMemory;
    private final Clock clock;
    private volatile boolean reading;

    Ledger(Topics topics, @Identifier("default-kafka-broker") Map<String, Object> kafka, Decoder decoder,
            History history,
            NewestCodes newest, DeliveryConfig config, Clock clock) {
        this.topics = topics;
        this.kafka = kafka;
        this.decoder = decoder;
        this.history = history;
        this.newest = newest;
        this.codeTtl = config.codeTtl();
        this.inMemory = Intake.requestsInMemory(config);
        this.clock = clock;
    }

    /**
     * Reads what is known about the partitions. Blocks, within bounds; not for the event loop.
     *
     * @param positions the partitions, each with the offset from which on nothing is acknowledged
     */
    Memory read(Map<TopicPartition, Long> positions) {
        reading = true;
        Instant deadline = clock.instant().plus(PATIENCE);
        try {
            Optional<Memory> memory = tryToRead(positions, deadline);
            while (memory.isEmpty()) {
                memory = tryToRead(positions, deadline);
            }
            return memory.get();
        } finally {
            reading = false;
        }
    }

    /** Empty where Kafka was too slow, or out of reach, and it is worth another try. */
    private Optional<Memory> tryToRead(Map<TopicPartition, Long> positions, Instant deadline) {
        Instant now = clock.instant();
        List<Runnable> memories = new ArrayList<>();
        Map<TopicPartition, Long> reach = new HashMap<>();
        positions.forEach((partition, position) -> reach.put(partition, position + inMemory));
        try (TopicReader reader = new TopicReader(kafka)) {
            Map<Integer, Instant> retries = oldestRetries(reader, positions, now);
            Map<Integer, Long> lastReported = new HashMap<>();
            int results = readResults(reader, oldest(reader, positions, retries), numbers(positions), now, memories,
                    lastReported);
            reader.ends(positions.keySet()).forEach((partition, end) -> reach.put(partition,
                    reach(partition, positions.get(partition), end, lastReported)));
            int requests = readRequests(reader, positions, reach, retries, now, memories);
            LOG.infof("Ledger read in %d ms: %d results and %d requests, %d partitions",
                    Duration.between(now, clock.instant()).toMillis(), results, requests, positions.size());
        } catch (KafkaException failure) {
            if (failure instanceof RetriableException && clock.instant().isBefore(deadline)) {
                LOG.warnf("Ledger not read yet: %s", failure.getClass().getSimpleName());
                return Optional.empty();
            }
            LOG.errorf("Ledger not read, messages may be sent twice: %s", failure.getClass().getSimpleName());
        }
        return Optional.of(new Memory(memories, reach));
    }

    /** A worker begins the records of a partition in their order, but for the retries, which it begins when they are due. */
    private long reach(TopicPartition partition, long position, long end, Map<Integer, Long> lastReported) {
        if (!partition.topic().equals(topics.requested())) {
            return end;
        }
        long reported = lastReported.getOrDefault(partition.partition(), position);
        return Math.min(end, Math.max(position, reported + 1) + inMemory);
    }

    /** Whether it is being read. */
    boolean reading() {
        return reading;
    }

    /** By partition number: when the oldest request was published of those whose retry is waiting. */
    private Map<Integer, Instant> oldestRetries(TopicReader reader, Map<TopicPartition, Long> positions, Instant now) {
        Map<TopicPartition, Long> waiting = new HashMap<>(positions);
        waiting.keySet().removeIf(partition -> partition.topic().equals(topics.requested()));
        Map<Integer, Instant> oldest = new HashMap<>();
        reader.read(waiting, reader.ends(waiting.keySet()), record -> oldest.merge(record.partition(),
                Received.retry(record, now).source().timestamp(), Ledger::earlier));
        return oldest;
    }

    /** The same, with the first request that is not acknowledged. */
    private Map<Integer, Instant> oldest(TopicReader reader, Map<TopicPartition, Long> positions,
            Map<Integer, Instant> retries) {
        Map<TopicPartition, Long> first = new HashMap<>(positions);
        first.keySet().removeIf(partition -> !partition.topic().equals(topics.requested()));
        Map<TopicPartition, Long> second = new HashMap<>();
        reader.ends(first.keySet())
                .forEach((partition, end) -> second.put(partition, Math.min(end, first.get(partition) + 1)));
        Map<Integer, Instant> oldest = new HashMap<>(retries);
        reader.read(first, second, record -> oldest.merge(record.partition(), Instant.ofEpochMilli(record.timestamp()),
                Ledger::earlier));
        return oldest;
    }

    /** Of the requests since the oldest that waits for its retry: which codes may have been sent that are newer than it. */
    private int readRequests(TopicReader reader, Map<TopicPartition, Long> positions, Map<TopicPartition, Long> reach,
            Map<Integer, Instant> retries, Instant now, List<Runnable> memories) {
        Map<TopicPartition, Long> from = new HashMap<>();
        retries.forEach((number, since) -> {
            TopicPartition requests = new TopicPartition(topics.requested(), number);
            if (positions.containsKey(requests)) {
                from.put(requests, Math.min(positions.get(requests),
                        reader.offsetAt(requests, bounded(since, now), positions.get(requests))));
            }
        });
        // An event that comes a second time brings no newer code.
        Set<String> ids = new HashSet<>();
        return reader.read(from, reach, record -> {
            Received received = Received.request(record, now);
            if (decoder.decode(received) instanceof Decoded.Valid(SmsRequest request) && ids.add(request.eventId())) {
                memories.add(() -> newest.add(request, received.source(), now));
            }
        });
    }

    private int readResults(TopicReader reader, Map<Integer, Instant> oldest, Set<Integer> numbers, Instant now,
            List<Runnable> memories, Map<Integer, Long> lastReported) {
        int count = reader.partitions(topics.status());
        if (count == 0) {
            return 0;
        }
        Map<TopicPartition, Instant> since = new HashMap<>();
        numbers.forEach(number -> since.merge(new TopicPartition(topics.status(), number % count),
                oldest.getOrDefault(number, now), Ledger::earlier));
        Map<TopicPartition, Long> ends = reader.ends(since.keySet());
        Map<TopicPartition, Long> from = new HashMap<>();
        since.forEach((partition, instant) -> {
            long end = ends.get(partition);
            long forDuplicates = Math.max(end - FOR_DUPLICATES, reader.offsetAt(partition, now.minus(codeTtl), end));
            from.put(partition, Math.min(forDuplicates, reader.offsetAt(partition, bounded(instant, now), end)));
        });
        return reader.read(from, ends, record -> Reported.of(record).ifPresent(result -> {
            lastReported.merge(result.source().partition(), result.source().offset(), Math::max);
            memories.add(() -> history.recall(result.eventId(), result.source(), result.attempt(), result.status(),
                    result.next(), result.at()));
        }));
    }

    private Instant bounded(Instant since, Instant now) {
        Instant withSkew = since.minus(SKEW);
        Instant oldestCode = now.minus(codeTtl);
        return withSkew.isAfter(oldestCode) ? withSkew : oldestCode;
    }

    private static Set<Integer> numbers(Map<TopicPartition, Long> positions) {
        return positions.keySet().stream().map(TopicPartition::partition).collect(Collectors.toSet());
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
