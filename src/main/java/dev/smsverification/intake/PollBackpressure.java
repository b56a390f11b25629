package dev.smsverification.intake;

import java.time.Duration;
import java.util.Map;

import jakarta.enterprise.inject.spi.CDI;

import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Backpressure: keeps polling in step with the event loop. Nothing more is handed on while the loop has yet to take in what came
 * before. The connector queues batches without a bound, and a long backlog would fill the memory before the loop, busy
 * with its first records, could ask for a pause. Created by the consumer, by name.
 */
public final class PollBackpressure implements ConsumerInterceptor<byte[], byte[]> {

    /** A batch may get lost on its way, where the channel ends. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final BatchPermit permit;

    public PollBackpressure() {
        this(CDI.current().select(BatchPermit.class).get());
    }

    PollBackpressure(BatchPermit permit) {
        this.permit = permit;
    }

    @Override
    public void configure(Map<String, ?> configs) {
        // Nothing can be set.
    }

    @Override
    public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
        // A poll that only passes over the mark of a transaction brings none, and the connector drops it.
        if (!records.isEmpty()) {
            permit.acquire(PATIENCE);
        }
        return records;
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {
        // Nobody waits for it.
    }

    @Override
    public void close() {
        // Nothing to let go.
    }
}
