package dev.smsverification.ops;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.ToLongFunction;

import jakarta.inject.Singleton;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

import dev.smsverification.intake.Consumption;
import dev.smsverification.intake.ConsumptionSnapshot;
import dev.smsverification.topic.Topics;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** How many unsettled records this worker's partitions hold. Asks the broker for their ends, as paused partitions are not fetched. */
@Singleton
class Lag {

    private static final Logger LOG = Logger.getLogger(Lag.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final ListOffsetsOptions COMMITTED = new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);

    private final Topics topics;
    private final Consumption consumption;
    private final MeterRegistry meters;
    private final Unread unread = new Unread();
    private volatile Map<TopicPartition, Left> left = Map.of();
    private boolean registered;

    Lag(Topics topics, Consumption consumption, MeterRegistry meters) {
        this.topics = topics;
        this.consumption = consumption;
        this.meters = meters;
    }

    /**
     * What is left in a partition.
     *
     * @param records from the first unsettled one to the end
     * @param open the unsettled ones among these
     */
    private record Left(long records, long open) {}

    /** Blocks. What Kafka does not answer this time stays as it was. */
    void measure(Admin admin) throws InterruptedException {
        Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
        consumption.latest().partitions().keySet().forEach(partition -> partitions.put(partition, OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = ends(partitions.keySet(), admin.listOffsets(partitions, COMMITTED));
        try {
            ConsumptionSnapshot snapshot = consumption.now().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            Map<TopicPartition, Left> before = left;
            Map<TopicPartition, Left> found = new HashMap<>();
            Map<TopicPartition, Long> positions = consumption.positions();
            snapshot.partitions().forEach((partition, progress) -> Optional.ofNullable(ends.get(partition))
                    .map(end -> left(end, progress, positions.getOrDefault(partition, 0L)))
                    .or(() -> Optional.ofNullable(before.get(partition)))
                    .ifPresent(figures -> found.put(partition, figures)));
            left = found;
            unread.look(snapshot, ends, positions);
            if (!found.isEmpty()) {
                register();
            }
        } catch (ExecutionException | TimeoutException failure) {
            LOG.debugf(failure, "The lag is not known this time");
        }
    }

    /** Since when a partition has not been read although it has records; empty where all are read. */
    Optional<Instant> unreadSince() {
        return unread.since();
    }

    /** The end offsets that Kafka answers; it does not for a partition without a leader. */
    static Map<TopicPartition, Long> ends(Set<TopicPartition> partitions, ListOffsetsResult answers)
            throws InterruptedException {
        Map<TopicPartition, Long> ends = new HashMap<>();
        for (TopicPartition partition : partitions) {
            try {
                ends.put(partition, answers.partitionResult(partition).get().offset());
            } catch (ExecutionException failure) {
                LOG.debugf(failure, "The end of %s is not known this time", partition);
            }
        }
        return ends;
    }

    private static Left left(long end, ConsumptionSnapshot.PartitionProgress progress, long position) {
        long records = Math.max(0, end - progress.firstUnsettled(position));
        return new Left(records, Math.max(0, records - progress.settledAhead()));
    }

    /** Not before something is known: unknown is not zero. */
    private void register() {
        if (!registered) {
            registered = true;
            topics.consumed().forEach(topic -> Gauge.builder(MetricNames.CONSUMER_LAG, () -> sum(topic, Left::records))
                    .description("Records from the first that is not settled to the end of the topic.")
                    .tag(MetricNames.LABEL_TOPIC, topic).register(meters));
            topics.consumed().stream().filter(topic -> !topic.equals(topics.requested()))
                    .forEach(topic -> Gauge.builder(MetricNames.RETRIES_PENDING, () -> sum(topic, Left::open))
                            .description("Retries that wait for their time or are under way.")
                            .tag(MetricNames.LABEL_TOPIC, topic).register(meters));
        }
    }

    private long sum(String topic, ToLongFunction<Left> figure) {
        return left.entrySet().stream().filter(entry -> entry.getKey().topic().equals(topic))
                .mapToLong(entry -> figure.applyAsLong(entry.getValue())).sum();
    }
}
