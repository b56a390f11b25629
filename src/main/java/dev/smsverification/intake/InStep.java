package dev.smsverification.intake;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.inject.spi.CDI;

import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

import dev.smsverification.delivery.EventLoop;

/**
 * Keeps polling in step with the event loop: nothing is fetched while the loop has yet to take in what was fetched
 * before. The connector queues batches without a bound, and a long backlog would fill the memory before the loop, busy
 * with its first records, could ask for a pause. Created by the consumer, by name.
 */
public final class InStep implements ConsumerInterceptor<byte[], byte[]> {

    /** A loop that has ended takes nothing in. */
    private static final long PATIENCE_SECONDS = 30;

    private final Executor loop;

    public InStep() {
        this(CDI.current().select(EventLoop.class).get());
    }

    InStep(Executor loop) {
        this.loop = loop;
    }

    @Override
    public void configure(Map<String, ?> configs) {
        // Nothing can be set.
    }

    @Override
    public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
        CompletableFuture.runAsync(() -> {}, loop).completeOnTimeout(null, PATIENCE_SECONDS, TimeUnit.SECONDS).join();
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
