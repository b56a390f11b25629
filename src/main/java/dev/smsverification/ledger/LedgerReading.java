package dev.smsverification.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

import dev.smsverification.delivery.Unreported;
import dev.smsverification.event.Decoder;
import dev.smsverification.event.Received;
import dev.smsverification.event.Source;
import dev.smsverification.guard.History;
import dev.smsverification.guard.NewestCodes;
import dev.smsverification.topic.TopicReader;
import dev.smsverification.topic.Topics;

/**
 * One pass of the {@link Ledger} through the topics, and what it has found so far. Waiting retries and the first unacknowledged requests are
 * read first: they tell how far back the dead letters, results and requests, in this order, have to be read. Requests are read up to where
 * the results show that work had begun. Blocks. For one thread.
 */
final class LedgerReading {

    /** Limit for one partition, of status records that are read only for duplicates, and of dead letters. */
    private static final long MAX_RECORDS = 20_000;

    private final Scope scope;
    private final Map<TopicPartition, Long> requests = new HashMap<>();
    private final Map<TopicPartition, Long> retries = new HashMap<>();
    private final BatchedTasks tasks;
    private final Instant now;
    /** By partition number. */
    private final Map<Integer, PartitionBacklog> backlogs = new HashMap<>();
    /** Of the consumed partitions whose end could be read. */
    private final Map<TopicPartition, Long> ends = new HashMap<>();
    /** Dead letters whose result has not been found. */
    private final Unreported givenUp = new Unreported();
    /** What could not be read, and why. */
    private final Map<String, KafkaException> unread = new LinkedHashMap<>();
    private int letters;
    private int results;
    private int requestsRead;

    /**
     * What is read, and where it goes.
     *
     * @param mostBegun as {@link MostBegun} says
     * @param maxCodes how many codes are read, the latest ones; no more are remembered
     */
    record Scope(Topics topics, Decoder decoder, History history, NewestCodes newest, Unreported unreported,
            Duration codeTtl, int mostBegun, int maxCodes) {}

    /** @param positions and {@code begun} as {@link Ledger#read} says */
    LedgerReading(Scope scope, Map<TopicPartition, Long> positions, Set<TopicPartition> begun, BatchedTasks tasks,
            Instant now) {
        this.scope = scope;
        this.tasks = tasks;
        this.now = now;
        positions.forEach((partition, position) -> {
            PartitionBacklog backlog = backlogs.computeIfAbsent(partition.partition(),
                    _ -> new PartitionBacklog(now, longestAgo()));
            if (partition.topic().equals(scope.topics().requested())) {
                requests.put(partition, position);
                backlog.takeOver(position, begun.contains(partition));
            } else {
                retries.put(partition, position);
            }
        });
    }

    /**
     * Passes on what has been found, also where the reading is incomplete.
     *
     * @return as {@link Ledger#read} says
     */
    Map<TopicPartition, Long> passOn() {
        tasks.add(() -> scope.unreported().addAll(givenUp));
        tasks.flush();
        return maybeBegunBefore();
    }

    /**
     * Reads what can be read. Where it is not known which records are open, any within the life of a code may be.
     *
     * @return what cannot be read, and why
     * @throws WakeupException where the reader is woken up
     */
    Map<String, KafkaException> read(TopicReader reader) {
        if (!tryToRead("retries", () -> readRetries(reader))) {
            retries.keySet().forEach(partition -> backlog(partition).anyRetryMayWait());
        }
        if (!tryToRead("first requests", () -> readFirstRequests(reader))) {
            requests.keySet().forEach(partition -> backlog(partition).mayBeginWithAny());
        }
        tryToRead("dead letters", () -> letters = readDeadLetters(reader));
        tryToRead("results", () -> results = readResults(reader));
        tryToRead("codes", () -> requestsRead = readCodes(reader));
        return unread;
    }

    /** A topic that cannot be read does not stop the others: what was sent stands in another. */
    private boolean tryToRead(String name, Runnable part) {
        try {
            part.run();
            return true;
        } catch (WakeupException end) {
            throw end;
        } catch (KafkaException failure) {
            unread.put(name, failure);
            return false;
        }
    }

    private void readRetries(TopicReader reader) {
        ends.putAll(reader.ends(retries.keySet()));
        reader.read(retries, ends, record -> {
            Received retry = Received.retry(record, now);
            backlogs.get(record.partition()).retryWaits(retry.source().timestamp());
            // Until then a newer code has to be known.
            Instant due = retry.attempt().dueAt();
            tasks.add(() -> scope.newest().rememberUntil(due));
        });
    }

    /** The first unacknowledged one of each partition. At the position there may be a transaction marker, or nothing any more. */
    private void readFirstRequests(TopicReader reader) {
        Map<TopicPartition, Long> to = new HashMap<>(reader.ends(requests.keySet()));
        reader.read(requests, to, record -> {
            backlogs.get(record.partition()).beginsWith(Received.request(record, now).source());
            to.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
        });
    }

    /** Read before the results, so that a dead letter whose status is written meanwhile is found with it. */
    private int readDeadLetters(TopicReader reader) {
        return backlogs.values().stream().filter(PartitionBacklog::hasOpen).map(PartitionBacklog::openSince)
                .min(Comparator.naturalOrder())
                .map(first -> reader.readSince(scope.topics().deadLetter(), first, MAX_RECORDS,
                        record -> LedgerDeadLetter.of(record).filter(this::isOpen).ifPresent(
                                letter -> givenUp.add(letter.source(), letter.attempt(), letter.why(), letter.at()))))
                .orElse(0);
    }

    private int readResults(TopicReader reader) {
        int count = reader.partitions(scope.topics().status()).size();
        if (count == 0) {
            return 0;
        }
        Map<TopicPartition, Instant> since = new HashMap<>();
        backlogs.forEach((number, backlog) -> since.merge(new TopicPartition(scope.topics().status(), number % count),
                backlog.openSince(), BinaryOperator.minBy(Comparator.naturalOrder())));
        Map<TopicPartition, Long> to = reader.ends(since.keySet());
        return reader.read(beginnings(since, to, reader), to, record -> LedgerResult.of(record)
                .filter(result -> isTakenOver(result.source())).ifPresent(this::note));
    }

    /** From the first open record on; for duplicates also from before, as far back as a code lives, within the limit. */
    private Map<TopicPartition, Long> beginnings(Map<TopicPartition, Instant> since, Map<TopicPartition, Long> to,
            TopicReader reader) {
        Map<TopicPartition, Long> from = reader.offsetsAt(since, to);
        Map<TopicPartition, Instant> lifeOfACode = new HashMap<>(since);
        lifeOfACode.replaceAll((_, _) -> longestAgo());
        reader.offsetsAt(lifeOfACode, to).forEach((partition, offset) -> from.merge(partition,
                Math.max(to.get(partition) - MAX_RECORDS, offset), Math::min));
        return from;
    }

    private void note(LedgerResult result) {
        if (result.isOf(scope.topics().requested())) {
            givenUp.take(result.source(), result.attempt());
            backlogOfRequest(result.source()).ifPresent(it -> it.reported(result.source().offset()));
        }
        if (!isOfAnotherRequest(result)) {
            boolean acknowledged = isAcknowledged(result.source());
            tasks.add(() -> result.applyTo(scope.history(), acknowledged));
        }
    }

    private boolean isOpen(LedgerDeadLetter letter) {
        return backlogOfRequest(letter.source()).stream().anyMatch(it -> it.isOpen(letter));
    }

    /** Whether the source's partition is being taken over. Of those that the worker has already, it knows more than the status topic. */
    private boolean isTakenOver(Source source) {
        return scope.topics().consumed().contains(source.topic()) && backlogs.containsKey(source.partition());
    }

    /**
     * A request without an id is identified by topic, partition and offset. After the topic was recreated or mirrored, an old result may carry
     * the same id.
     */
    private boolean isOfAnotherRequest(LedgerResult result) {
        return result.eventId().equals(result.source().id())
                && backlogOfRequest(result.source()).stream().anyMatch(it -> it.isOlderThanItsRequest(result));
    }

    private boolean isAcknowledged(Source source) {
        return backlogOfRequest(source).map(it -> it.isAcknowledged(source.offset())).orElse(true);
    }

    /** Empty where it is not in a request partition that is being taken over. */
    private Optional<PartitionBacklog> backlogOfRequest(Source source) {
        return Optional.of(new TopicPartition(source.topic(), source.partition())).filter(requests::containsKey)
                .map(this::backlog);
    }

    private PartitionBacklog backlog(TopicPartition partition) {
        return backlogs.get(partition.partition());
    }

    private int readCodes(TopicReader reader) {
        ends.putAll(reader.ends(requests.keySet()));
        Map<TopicPartition, Instant> since = new HashMap<>();
        requests.keySet().stream().filter(partition -> backlog(partition).mayBeSuperseded())
                .forEach(partition -> since.put(partition, backlog(partition).openSince()));
        return new CodesReading(scope, tasks, now).read(reader, reader.offsetsAt(since, requests), maybeBegunBefore());
    }

    /** Not beyond a partition's end, as far as that could be read. Of the retries, any may have been begun. */
    private Map<TopicPartition, Long> maybeBegunBefore() {
        Map<TopicPartition, Long> before = new HashMap<>();
        requests.keySet().forEach(partition -> before.put(partition, Math.min(
                backlog(partition).maybeBegunBefore(scope.mostBegun()), ends.getOrDefault(partition, Long.MAX_VALUE))));
        retries.forEach((partition, position) -> before.put(partition,
                ends.getOrDefault(partition, position + scope.mostBegun())));
        return before;
    }

    private Instant longestAgo() {
        return now.minus(scope.codeTtl());
    }

    @Override
    public String toString() {
        return results + " results, " + letters + " dead letters and " + requestsRead + " requests, "
                + (requests.size() + retries.size()) + " partitions";
    }
}
