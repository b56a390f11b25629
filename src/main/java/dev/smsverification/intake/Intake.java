package dev.smsverification.intake;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import dev.smsverification.delivery.Delivery;
import dev.smsverification.delivery.DeliveryConfig;
import dev.smsverification.delivery.EventLoop;
import dev.smsverification.delivery.Handling;
import dev.smsverification.event.Received;
import dev.smsverification.log.LogKey;
import dev.smsverification.log.LogLine;
import dev.smsverification.topic.Topics;
import dev.smsverification.tracing.Tracing;
import io.smallrye.mutiny.Uni;

/**
 * Hands every record to {@link Delivery} when it is due, and keeps track of which offsets may be committed. Confined to the event loop.
 */
@Singleton
class Intake {

    private static final Logger LOG = Logger.getLogger(Intake.class);
    /** The resolution of a timer. */
    private static final Duration LEAST_WAIT = Duration.ofMillis(1);
    /** After which the clock, which may have been set, and the lease are looked at again. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final Delivery delivery;
    private final Tracing tracing;
    private final String requestsTopic;
    private final EventLoop loop;
    private final InstantSource clock;
    private final Duration sessionTimeout;
    private final FetchBackpressure backpressure;
    private final Map<TopicPartition, Lane> lanes = new HashMap<>();
    private final Map<TopicPartition, Map<Long, Lane.Entry>> inProgressBefore = new HashMap<>();
    private CompletableFuture<Map<TopicPartition, OffsetAndMetadata>> draining = CompletableFuture
            .completedFuture(Map.of());
    private boolean stopped;

    Intake(Delivery delivery, Tracing tracing, PartitionPauses pauses, Topics topics, DeliveryConfig config,
            EventLoop loop, InstantSource clock,
            @ConfigProperty(name = "mp.messaging.incoming.requests.session.timeout.ms") int sessionTimeoutMillis) {
        this.delivery = delivery;
        this.tracing = tracing;
        this.requestsTopic = topics.requested();
        this.loop = loop;
        this.clock = clock;
        this.sessionTimeout = Duration.ofMillis(sessionTimeoutMillis);
        this.backpressure = new FetchBackpressure(pauses, this::isRequest, config.maxInFlight());
    }

    /**
     * Opens a lane for each partition.
     *
     * @param starts where the work on each partition begins
     * @param generation of the consumer group; records that were fetched in an earlier one are not taken in
     */
    void assign(Map<TopicPartition, Start> starts, int generation) {
        if (stopped) {
            return;
        }
        backpressure.add(starts.keySet());
        starts.forEach((partition, start) -> lanes.put(partition, new Lane(backpressure.levels(partition), generation,
                start, inProgressBefore.getOrDefault(partition, Map.of()))));
    }

    /**
     * Closes the lanes of the partitions: no more of their records are begun.
     *
     * @param patience how long to wait until what has begun is settled
     * @return the offsets to commit, after that
     */
    CompletableFuture<Map<TopicPartition, OffsetAndMetadata>> revoke(Collection<TopicPartition> partitions,
            Duration patience) {
        if (stopped) {
            return draining.thenApply(offsets -> {
                Map<TopicPartition, OffsetAndMetadata> ofThese = new HashMap<>(offsets);
                ofThese.keySet().retainAll(partitions);
                return ofThese;
            });
        }
        Map<TopicPartition, Lane> revoked = new HashMap<>(lanes);
        revoked.keySet().retainAll(partitions);
        lanes.keySet().removeAll(revoked.keySet());
        backpressure.remove(revoked.keySet());
        var idle = revoked.values().stream().map(Lane::endLease).toArray(CompletableFuture[]::new);
        delivery.releaseCancelled();
        CompletableFuture<Map<TopicPartition, OffsetAndMetadata>> givenAway = CompletableFuture.allOf(idle)
                .completeOnTimeout(null, patience.toMillis(), TimeUnit.MILLISECONDS)
                .thenApplyAsync(_ -> {
                    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
                    revoked.forEach((partition, lane) -> {
                        offsets.put(partition, lane.finalCommit());
                        inProgressBefore.put(partition, lane.inProgress());
                    });
                    return offsets;
                }, loop);
        draining = givenAway;
        return givenAway;
    }

    /**
     * Closes all lanes, for good: what is assigned afterwards, while the worker is leaving the group, is ignored. Completes after any
     * revocation under way.
     */
    CompletableFuture<Map<TopicPartition, OffsetAndMetadata>> stop(Duration patience) {
        var before = draining;
        draining = before.thenCombine(revoke(List.copyOf(lanes.keySet()), patience), (_, offsets) -> offsets);
        stopped = true;
        return draining;
    }

    /**
     * The group has confirmed that this worker is a member: nobody else is assigned its partitions before the session timeout has passed.
     * After that a worker that was frozen or cut off may have been replaced, so nothing is sent any more.
     *
     * @param asked when the request that the group has granted was made
     */
    void confirmed(Instant asked) {
        Instant until = asked.plus(sessionTimeout);
        // One that is older than a session proves nothing.
        if (until.isAfter(clock.instant())) {
            delivery.leasesHoldUntil(until);
        }
    }

    /** The offsets to commit. */
    Map<TopicPartition, OffsetAndMetadata> settled() {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        lanes.forEach((partition, lane) -> offsets.put(partition, new OffsetAndMetadata(lane.settledUpTo())));
        return offsets;
    }

    /** How far the work on each partition has come. */
    ConsumptionSnapshot snapshot() {
        Map<TopicPartition, ConsumptionSnapshot.PartitionProgress> partitions = new HashMap<>();
        lanes.forEach((partition, lane) -> partitions.put(partition, lane.progress()));
        Instant now = clock.instant();
        return new ConsumptionSnapshot(now, partitions, lanes.isEmpty() || delivery.leasesHold());
    }

    /** @param generation of the group when the record was fetched */
    void accept(ConsumerRecord<byte[], byte[]> record, int generation) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        Lane lane = lanes.get(partition);
        if (lane == null || !lane.accepts(generation)) {
            return;
        }
        Instant now = clock.instant();
        Received consumed = isRequest(partition) ? Received.request(record, now) : Received.retry(record, now);
        Received received = lane.maybeBegun(record.offset()) ? consumed.maybeSent() : consumed;
        Instant due = received.attempt().number() > 1 ? received.attempt().dueAt() : received.source().timestamp();
        Lane.Entry entry = lane.take(record.offset(), due, FetchBackpressure.weight(record));
        beginWhenDue(received, lane, entry, Duration.between(now, received.attempt().dueAt()));
    }

    /** @param left of the wait, which ends then at the latest, even if the clock is set back meanwhile */
    private void beginWhenDue(Received received, Lane lane, Lane.Entry entry, Duration left) {
        Duration byClock = Duration.between(clock.instant(), received.attempt().dueAt());
        Duration wait = Collections.min(List.of(byClock, left));
        if (wait.compareTo(LEAST_WAIT) < 0) {
            begin(received, lane, entry);
        } else if (lane.held()) {
            Duration nap = Collections.min(List.of(wait, LONGEST_WAIT));
            loop.schedule(nap, () -> beginWhenDue(received, lane, entry, wait.minus(nap)));
        }
    }

    private void begin(Received received, Lane lane, Lane.Entry entry) {
        if (lane.held()) {
            lane.begin(entry);
            handle(received, lane, entry).subscribe()
                    .with(handling -> lane.end(entry, handling), fault -> {
                        // Without its message, which might quote the record.
                        LogLine.of("A record could not be handled, which is a fault of this program; its offset is not"
                                + " committed, a restart takes it up again: fault=" + fault.getClass().getName()
                                + ", at=" + Stream.of(fault.getStackTrace()).limit(5).toList())
                                .with(LogKey.SOURCE, received.source().id()).error(LOG);
                        lane.fail(entry);
                    });
        }
    }

    /** If work on the record is still in progress from the partition's previous assignment here, the record ends as that does. */
    private Uni<Handling> handle(Received received, Lane lane, Lane.Entry entry) {
        Uni<Handling> handling = Uni.createFrom().deferred(
                () -> tracing.follow(received, delivery.handle(received, lane)));
        return lane.inProgressBefore(entry)
                .map(before -> before.ended()
                        .chain(end -> end == Handling.LEFT ? handling : Uni.createFrom().item(end)))
                .orElse(handling);
    }

    private boolean isRequest(TopicPartition partition) {
        return partition.topic().equals(requestsTopic);
    }
}
