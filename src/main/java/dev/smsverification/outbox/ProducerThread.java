package dev.smsverification.outbox;

import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.smallrye.reactive.messaging.kafka.KafkaProducer;

/**
 * The thread on which the producer may block, while the broker is away or the buffer full. One visit takes along all records
 * that wait for it. Safe for concurrent use.
 */
final class ProducerThread {

    private final Supplier<KafkaProducer<byte[], byte[]>> producer;
    private final Queue<Write> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean visitDue = new AtomicBoolean();

    /** @param producer asked for with each visit: the channel may not have it yet when this is made */
    ProducerThread(Supplier<KafkaProducer<byte[], byte[]>> producer) {
        this.producer = producer;
    }

    private record Write(ProducerRecord<byte[], byte[]> record, UniEmitter<? super Void> done) {}

    /**
     * Writes a record with each subscription. Completes on any thread, when the record is durable.
     *
     * @param record where the topic has fewer partitions than its number tells, that is taken modulo how many there are
     */
    Uni<Void> write(ProducerRecord<byte[], byte[]> record) {
        return Uni.createFrom().emitter(done -> {
            waiting.add(new Write(record, done));
            if (visitDue.compareAndSet(false, true)) {
                producer.get().runOnSendingThread(this::visit).subscribe().with(_ -> {}, this::fail);
            }
        });
    }

    private void visit(Producer<byte[], byte[]> open) {
        // First, so that whoever comes too late for this visit asks for the next.
        visitDue.set(false);
        // Finding out takes as long as the producer may block: once is enough.
        Map<String, RuntimeException> unknown = new HashMap<>();
        for (Write write = waiting.poll(); write != null; write = waiting.poll()) {
            String topic = write.record().topic();
            if (!unknown.containsKey(topic)) {
                try {
                    send(open, within(open.partitionsFor(topic).size(), write.record()), write.done());
                } catch (RuntimeException failure) {
                    unknown.put(topic, failure);
                }
            }
            if (unknown.containsKey(topic)) {
                write.done().fail(unknown.get(topic));
            }
        }
    }

    private static ProducerRecord<byte[], byte[]> within(int partitions, ProducerRecord<byte[], byte[]> record) {
        return record.partition() == null || record.partition() < partitions
                ? record
                : new ProducerRecord<>(record.topic(), record.partition() % partitions, record.timestamp(),
                        record.key(), record.value(), record.headers());
    }

    private static void send(Producer<byte[], byte[]> open, ProducerRecord<byte[], byte[]> record,
            UniEmitter<? super Void> done) {
        open.send(record, (_, failure) -> {
            if (failure == null) {
                done.complete(null);
            } else {
                done.fail(failure);
            }
        });
    }

    /** The thread has ended. */
    private void fail(Throwable failure) {
        visitDue.set(false);
        for (Write write = waiting.poll(); write != null; write = waiting.poll()) {
            write.done().fail(failure);
        }
    }
}
