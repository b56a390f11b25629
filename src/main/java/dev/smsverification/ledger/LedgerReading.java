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
import dev.smsverification.event.Received;
import dev.smsverification.event.Source;
import dev.smsverification.guard.History;
import dev.smsverification.topic.TopicReader;
import dev.smsverification.topic.Topics;

/**
 * One pass of the {@link Ledger} through the topics, and what has been found so far. The waiting retries and the first open requests tell from when on
 * the rest has to be read; then dead letters, results, and at last the requests, whose end the results tell. Blocks. For one thread.
 */
final class LedgerReading {

    /** Status records of one partition that are read for duplicates alone, and the most dead letters of one. */
    private static final long MOST = 20_000;

    private final Scope scope;
    private final Map<TopicPartition, Long> requests = new HashMap<>();
    private final Map<TopicPartition, Long> retries = new HashMap<>();
    private final Facts facts;
    private final CodesReading codes;
    private final Instant now;
    /** By partition number. */
    private final Map<Integer, OpenPartition> open = new HashMap<>();
    /** The offset before which another worker may have begun records; a guess until the ends are known. */
    private final Map<TopicPartition, Long> reach = new HashMap<>();
    /** Dead letters, less those whose result is found. */
    private final Unreported givenUp = new Unreported();
    /** What could not be read, and why. */
    private final Map<String, KafkaException> unread = new LinkedHashMap<>();
    private int letters;
    private int results;
    private int requestsRead;

    /**
     * What is read, and where it is kept.
     *
     * @param inMemory so many requests at most a worker has begun or is about to begin
     */
    record Scope(Topics topics, History history, Unreported unreported, Duration codeTtl, int inMemory,
            CodesReading.Scope codes) {}

    /** @param positions and {@code begun} as {@link Ledger#read} says */
    LedgerReading(Scope scope, Map<TopicPartition, Long> positions, Set<TopicPartition> begun, Facts facts,
            Instant now) {
        this.scope = scope;
        this.facts = facts;
        this.codes = new CodesReading(scope.codes(), scope.history(), facts, now);
        this.now = now;
        positions.forEach((partition, position) -> {
            OpenPartition number = open.computeIfAbsent(partition.partition(),
                    _ -> new OpenPartition(now, longestAgo()));
            if (partition.topic().equals(scope.topics().requested())) {
                requests.put(partition, position);
                number.come(position, begun.contains(partition));
            } else {
                retries.put(partition, position);
            }
            reach.put(partition, position + scope.inMemory());
        });
    }

    /** Hands over what has been found, be the pass complete or not. */
    Map<TopicPartition, Long> end() {
        facts.add(() -> scope.unreported().addAll(givenUp));
        facts.handOver();
        return reach;
    }

    /**
     * Reads what can be read. Where it is not known what is open, all that is as old as a code lives may be.
     *
     * @return what cannot be read, and why
     * @throws WakeupException where the reader is woken up
     */
    Map<String, KafkaException> read(TopicReader reader) {
        if (!succeeds("retries", () -> readRetries(reader))) {
            retries.keySet().forEach(partition -> of(partition).anyRetryMayWait());
        }
        if (!succeeds("first requests", () -> readFirstRequests(reader))) {
            requests.keySet().forEach(partition -> of(partition).mayBeginWithAny());
        }
        succeeds("dead letters", () -> letters = readDeadLetters(reader));
        succeeds("results", () -> results = readResults(reader));
        requests.keySet().forEach(partition -> reach.put(partition, of(partition).reach(scope.inMemory())));
        succeeds("codes", () -> requestsRead = readCodes(reader));
        return unread;
    }

    /** One partition that cannot be read is no reason to forget what was sent, which another topic tells. */
    private boolean succeeds(String name, Runnable part) {
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
        Map<TopicPartition, Long> ends = reader.ends(retries.keySet());
        reach.putAll(ends);
        reader.read(retries, ends, record -> open.get(record.partition())
                .retryWaits(Received.retry(record, now).source().timestamp()));
    }

    /** Of each partition the first that is not acknowledged. It need not stand at the very position: that may be the mark of a transaction. */
    private void readFirstRequests(TopicReader reader) {
        Map<TopicPartition, Long> ends = new HashMap<>(reader.ends(requests.keySet()));
        reader.read(requests, ends, record -> {
            open.get(record.partition()).beginsWith(Received.request(record, now).source().timestamp());
            ends.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
        });
    }

    /** Before the results: whose result is written meanwhile is not left without one. */
    private int readDeadLetters(TopicReader reader) {
        return open.values().stream().filter(OpenPartition::hasOpen).map(OpenPartition::openSince)
                .min(Comparator.naturalOrder())
                .map(first -> reader.readSince(scope.topics().deadLetter(), first, MOST, record -> Letter.of(record)
                        .filter(letter -> ofRequest(letter.source()).filter(it -> it.isOpen(letter)).isPresent())
                        .ifPresent(
                                letter -> givenUp.add(letter.source(), letter.attempt(), letter.why(), letter.at()))))
                .orElse(0);
    }

    private int readResults(TopicReader reader) {
        int count = reader.partitions(scope.topics().status()).size();
        if (count == 0) {
            return 0;
        }
        Map<TopicPartition, Instant> since = new HashMap<>();
        reach.keySet().forEach(source -> since.merge(
                new TopicPartition(scope.topics().status(), source.partition() % count),
                of(source).openSince(), BinaryOperator.minBy(Comparator.naturalOrder())));
        Map<TopicPartition, Long> ends = reader.ends(since.keySet());
        Map<TopicPartition, Long> from = reader.offsetsAt(since, ends);
        Map<TopicPartition, Instant> lifeOfACode = new HashMap<>(since);
        lifeOfACode.replaceAll((_, _) -> longestAgo());
        reader.offsetsAt(lifeOfACode, ends).forEach((partition, offset) -> from.merge(partition,
                Math.max(ends.get(partition) - MOST, offset), Math::min));
        return reader.read(from, ends, record -> Reported.of(record)
                .filter(result -> hasCome(result.source())).ifPresent(result -> {
                    if (result.isOf(scope.topics().requested())) {
                        givenUp.take(result.source(), result.attempt());
                        ofRequest(result.source()).ifPresent(it -> it.reported(result.source().offset()));
                    }
                    if (!isAnothers(result)) {
                        facts.add(() -> result.tell(scope.history(), isAcknowledged(result.source())));
                    }
                }));
    }

    /** What is known of a partition that was here before is newer than what its results tell. */
    private boolean hasCome(Source source) {
        return scope.topics().consumed().contains(source.topic()) && open.containsKey(source.partition());
    }

    /** Without an id, a request is named after its place, as what stood there before the topic was made anew, or in a cluster that is mirrored. */
    private boolean isAnothers(Reported result) {
        return result.eventId().equals(result.source().id())
                && ofRequest(result.source()).filter(it -> it.isOlderThanItsRequest(result)).isPresent();
    }

    private boolean isAcknowledged(Source source) {
        return ofRequest(source).filter(it -> !it.isAcknowledged(source.offset())).isEmpty();
    }

    /** Empty where it is none of the requests that have come. */
    private Optional<OpenPartition> ofRequest(Source source) {
        return Optional.of(new TopicPartition(source.topic(), source.partition())).filter(requests::containsKey)
                .map(this::of);
    }

    private OpenPartition of(TopicPartition partition) {
        return open.get(partition.partition());
    }

    private int readCodes(TopicReader reader) {
        reader.ends(requests.keySet()).forEach((partition, end) -> reach.merge(partition, end, Math::min));
        Map<TopicPartition, Instant> since = new HashMap<>();
        requests.keySet().stream().filter(partition -> of(partition).mayBeSuperseded())
                .forEach(partition -> since.put(partition, of(partition).openSince()));
        return codes.read(reader, reader.offsetsAt(since, requests), reach);
    }

    private Instant longestAgo() {
        return now.minus(scope.codeTtl());
    }

    @Override
    public String toString() {
        return results + " results, " + letters + " dead letters and " + requestsRead + " requests, " + reach.size()
                + " partitions";
    }
}
