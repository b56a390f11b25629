package dev.smsverification.intake;

import static java.util.stream.Collectors.partitioningBy;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jboss.logging.Logger;

/** Backpressure on fetching: partitions are paused while enough of their records are in memory. Confined to the event loop. */
final class FetchBackpressure {

    /** How many retries wait in memory, shared equally among the retry partitions; the rest stay in the topics. */
    private static final int RETRIES_IN_MEMORY = 18_000;
    /** The least share of one retry partition: with less, retries that are not due yet would hold up others behind them that are. */
    private static final int LEAST_SHARE = 50;
    /** The most records from the first unsettled one to the last one taken in; some 4 MB. */
    private static final int LONGEST_SPAN = 50_000;
    /** A record weighs one, and one more for each of these. */
    private static final int BYTES_PER_WEIGHT = 2_048;
    /** What the client's objects for a header take, besides its own bytes. */
    private static final int BYTES_PER_HEADER = 64;

    /** The most records of one poll: {@code max.poll.records} of the requests. */
    private static final int MOST_POLLED = 50;

    private static final Logger LOG = Logger.getLogger(FetchBackpressure.class);

    private final PartitionPauses pauses;
    private final Predicate<TopicPartition> isRequest;
    private final Watermark requests;
    private final Map<TopicPartition, Levels> levels = new HashMap<>();

    /**
     * What is in memory of a partition.
     *
     * @param memory rises by the {@link #weight} of each record that is taken in, and falls by it when the work on the record ends; one for
     *        all partitions of requests together
     * @param span the number of records from the first unsettled one to the last one taken in
     */
    record Levels(Watermark memory, Watermark span) {

        private boolean full() {
            return memory.full() || span.full();
        }
    }

    /**
     * @param isRequest whether a partition is one of the requests; all others are of retries
     * @param maxInFlight how many requests, of all partitions together, are worked on at once
     */
    FetchBackpressure(PartitionPauses pauses, Predicate<TopicPartition> isRequest, int maxInFlight) {
        this.pauses = pauses;
        this.isRequest = isRequest;
        // At the low watermark as many requests wait as are in flight, so that there is work until fetching has resumed.
        this.requests = new Watermark(3 * maxInFlight, 2 * maxInFlight,
                _ -> pauseOrResume(levels.keySet().stream().filter(isRequest).toList()));
    }

    /**
     * Upper bound of unsettled requests: the high watermark plus two polls, as a pause takes effect behind the batch in transit and the one
     * being polled.
     */
    static int mostBegun(int maxInFlight) {
        return 3 * maxInFlight + 2 * MOST_POLLED;
    }

    /**
     * Adds partitions; those that there is no room for are paused at once. The others are resumed: a pause from before they were revoked may
     * still be on its way.
     */
    void add(Set<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            levels.put(partition,
                    new Levels(isRequest.test(partition) ? requests : retries(partition), span(partition)));
        }
        shareOut();
        pauseOrResume(partitions);
    }

    private Watermark retries(TopicPartition partition) {
        return new Watermark(LEAST_SHARE, LEAST_SHARE / 2, _ -> pauseOrResume(List.of(partition)));
    }

    private Watermark span(TopicPartition partition) {
        return new Watermark(LONGEST_SPAN, LONGEST_SPAN / 2, full -> {
            LOG.warnf("%s is %s: the result of an early record in it %s", partition, full ? "not read on" : "read on",
                    full ? "is still not written" : "is written now");
            pauseOrResume(List.of(partition));
        });
    }

    void remove(Collection<TopicPartition> partitions) {
        levels.keySet().removeAll(partitions);
        shareOut();
    }

    /** Of a partition that has been added. */
    Levels levels(TopicPartition partition) {
        return levels.get(partition);
    }

    /** How much memory a record takes, in the unit of the watermarks. */
    static int weight(ConsumerRecord<byte[], byte[]> record) {
        int bytes = Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
        for (Header header : record.headers()) {
            bytes += BYTES_PER_HEADER + header.key().length() + (header.value() == null ? 0 : header.value().length);
        }
        return 1 + bytes / BYTES_PER_WEIGHT;
    }

    /** Leaves out partitions that are not assigned any more, whose watermarks still fall as the work on their last records ends. */
    private void pauseOrResume(Collection<TopicPartition> partitions) {
        partitions.stream().filter(levels::containsKey).collect(partitioningBy(it -> levels(it).full()))
                .forEach((full, these) -> {
                    if (!these.isEmpty()) {
                        pauses.pauseOrResume(these, full);
                    }
                });
    }

    private void shareOut() {
        List<Watermark> retries = levels.values().stream().map(Levels::memory).filter(memory -> memory != requests)
                .toList();
        int share = Math.max(LEAST_SHARE, RETRIES_IN_MEMORY / Math.max(1, retries.size()));
        retries.forEach(memory -> memory.move(share, share / 2));
    }
}
