package dev.smsverification.intake;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

import dev.smsverification.delivery.EventLoop;
import dev.smsverification.topic.Topics;
import dev.smsverification.topic.TopicsConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordBatchMetadata;

/**
 * The channel of one Kafka consumer for the requests and all retry topics. Partition n of each topic is assigned to the same worker, so that
 * a retry and a newer request for the same number are judged together.
 */
@Singleton
class RequestsChannel {

    static final String NAME = "requests";

    private static final Logger LOG = Logger.getLogger(RequestsChannel.class);
    private static final Duration COMMIT_INTERVAL = Duration.ofSeconds(1);
    /** Commits also if nothing is new: a commit proves that the worker is still a member of its group. */
    private static final int MOST_INTERVALS = 5;

    private final Intake intake;
    private final RequestsConsumer consumer;
    private final BatchPermit permit;
    private final EventLoop loop;
    private final InstantSource clock;
    private int intervals;
    private Map<TopicPartition, OffsetAndMetadata> lastCommitted = Map.of();
    private volatile boolean stopping;

    RequestsChannel(Intake intake, RequestsConsumer consumer, BatchPermit permit, EventLoop loop,
            InstantSource clock) {
        this.intake = intake;
        this.consumer = consumer;
        this.permit = permit;
        this.loop = loop;
        this.clock = clock;
    }

    /** What the channel subscribes to, in the connector's keys. */
    @Produces
    @Identifier(NAME)
    static Map<String, Object> subscription(Topics topics, TopicsConfig config) {
        return Map.of("topics", String.join(",", topics.consumed()), "group.id", config.groupId());
    }

    @Incoming(NAME)
    @Acknowledgment(Acknowledgment.Strategy.NONE)
    @NonBlocking
    void receive(ConsumerRecords<byte[], byte[]> records, IncomingKafkaRecordBatchMetadata<byte[], byte[]> batch) {
        int generation = batch.getConsumerGroupGenerationId();
        loop.execute(() -> {
            try {
                records.forEach(record -> intake.accept(record, generation));
            } finally {
                permit.release();
            }
        });
    }

    void start(@Observes StartupEvent event) {
        loop.execute(this::commitRegularly);
    }

    private void commitRegularly() {
        if (stopping) {
            return;
        }
        Map<TopicPartition, OffsetAndMetadata> offsets = intake.settled();
        if (!offsets.equals(lastCommitted) || ++intervals == MOST_INTERVALS) {
            intervals = 0;
            lastCommitted = offsets;
            Instant now = clock.instant();
            consumer.commit(offsets, () -> loop.execute(() -> intake.confirmed(now)),
                    () -> loop.execute(() -> lastCommitted = Map.of()));
        }
        loop.schedule(COMMIT_INTERVAL, this::commitRegularly);
    }

    /** Drains: takes nothing more in, waits until what has begun is settled, commits it. */
    void stop(@Observes ShutdownEvent event, @Identifier(NAME) Rebalancing rebalancing) {
        stopping = true;
        // First, as the polling thread may be busy reading the ledger.
        rebalancing.beginNoMore();
        consumer.pauseAll().await().indefinitely();
        LOG.info("Takes in nothing more");
        consumer.commitNow(rebalancing.stop()).await().indefinitely();
    }
}
