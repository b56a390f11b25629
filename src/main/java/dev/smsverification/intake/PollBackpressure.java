package dev.smsverification.intake;

import java.time.Duration;
import java.util.Map;

import jakarta.enterprise.inject.spi.CDI;

import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Backpressure on polling: the polling thread waits until the event loop has accepted the previous batch. The connector queues batches
 * without a bound, and a long backlog would fill the memory before the loop, busy with the first records, could ask for a pause. Created by
 * the consumer, by name.
 */
public final class PollBackpressure implements ConsumerInterceptor<byte[], byte[]> {

    /** A batch is lost on its way if the channel ends. */
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final BatchPermit permit;
    private final Duration timeout;

    public PollBackpressure() {
        this(CDI.current().select(BatchPermit.class).get(), TIMEOUT);
    }

    /** @param timeout after which the previous batch is taken for lost */
    PollBackpressure(BatchPermit permit, Duration timeout) {
        this.permit = permit;
        this.timeout = timeout;
    }

    @Override
    public void configure(Map<String, ?> configs) {
        // There is nothing to configure.
    }

    @Override
    public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
        // A poll that passes over nothing but a transaction marker brings no records, and the connector drops it.
        if (!records.isEmpty()) {
            permit.acquire(timeout);
        }
        return records;
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {
        // Not needed.
    }

    @Override
    public void close() {
        // There is nothing to release.
    }
}
