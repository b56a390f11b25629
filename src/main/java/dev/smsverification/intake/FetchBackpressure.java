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

/** Backpressure on fetching: partitions are paused while enough of them is in memory. Confined to the event loop. */
final class FetchBackpressure {

    /** Retries that wait in memory, shared equally among the retry partitions; more stay in the topics. */
    private static final int RETRIES_IN_MEMORY = 18_000;
    /** As many retries of one partition wait in memory at least: with fewer, those not yet due would hold up others behind them that are. */
    private static final int LEAST_SHARE = 50;
    /** So many records at most from the first that is not settled to the last that was taken in; some 4 MB. */
    private static final int LONGEST_SPAN = 50_000;
    /** A record counts for one, and for one more with each so many bytes. */
    private static final int BYTES_PER_WEIGHT = 2_048;
    /** Of what the client makes of a header, besides its bytes. */
    private static final int BYTES_PER_HEADER = 64;

    /** As many records as one poll brings: {@code max.poll.records} of the requests. */
    private static final int MOST_POLLED = 50;

    private static final Logger LOG = Logger.getLogger(FetchBackpressure.class);

    private final PartitionPauses pauses;
    private final Predicate<TopicPartition> isRequest;
    private final Watermark requests;
    private final Map<TopicPartition, Watermark> retries = new HashMap<>();
    private final Map<TopicPartition, Watermark> spans = new HashMap<>();

    /**
     * @param isRequest what is not a partition of the requests is one of retries
     * @param enough so many requests, all partitions together, are worked on at once
     */
    FetchBackpressure(PartitionPauses pauses, Predicate<TopicPartition> isRequest, int enough) {
        this.pauses = pauses;
        this.isRequest = isRequest;
        // As much again waits while what is in flight ends and polling finds out that there is backpressure.
        this.requests = new Watermark(3 * enough, 2 * enough,
                _ -> pauseOrResume(spans.keySet().stream().filter(isRequest).toList()));
    }

    /** The most requests that are taken in and not settled: a pause takes effect behind a batch on its way and one that is being polled. */
    static int mostBegun(int enough) {
        return 3 * enough + 2 * MOST_POLLED;
    }

    /** Makes room for partitions, which are not even begun to be fetched where there is none. */
    void add(Set<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            spans.put(partition, new Watermark(LONGEST_SPAN, LONGEST_SPAN / 2, full -> {
                LOG.warnf("%s is %s: the result of an early record in it %s", partition,
                        full ? "not read on" : "read on",
                        full ? "is still not written" : "is written now");
                pauseOrResume(List.of(partition));
            }));
            if (!isRequest.test(partition)) {
                retries.put(partition,
                        new Watermark(LEAST_SHARE, LEAST_SHARE / 2, _ -> pauseOrResume(List.of(partition))));
            } else if (requests.full()) {
                pauseOrResume(List.of(partition));
            }
        }
        shareOut();
    }

    void remove(Collection<TopicPartition> partitions) {
        spans.keySet().removeAll(partitions);
        retries.keySet().removeAll(partitions);
        shareOut();
    }

    /** Rises by its {@link #weight} with each record that is taken in, and falls when the work on it ends. */
    Watermark memory(TopicPartition partition) {
        return isRequest.test(partition) ? requests : retries.get(partition);
    }

    /** Stands at how many records there are from the first one on that is not settled. */
    Watermark span(TopicPartition partition) {
        return spans.get(partition);
    }

    /** How much of the memory a record takes. */
    static int weight(ConsumerRecord<byte[], byte[]> record) {
        int bytes = Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
        for (Header header : record.headers()) {
            bytes += BYTES_PER_HEADER + header.key().length() + (header.value() == null ? 0 : header.value().length);
        }
        return 1 + bytes / BYTES_PER_WEIGHT;
    }

    /** Those that are still assigned: what had begun for others still ends, and lowers their watermarks. */
    private void pauseOrResume(List<TopicPartition> partitions) {
        partitions.stream().filter(spans::containsKey)
                .collect(partitioningBy(it -> memory(it).full() || span(it).full())).forEach((full, these) -> {
                    if (!these.isEmpty()) {
                        pauses.set(these, full);
                    }
                });
    }

    private void shareOut() {
        int share = Math.max(LEAST_SHARE, RETRIES_IN_MEMORY / Math.max(1, retries.size()));
        retries.values().forEach(watermark -> watermark.move(share, share / 2));
    }
}
