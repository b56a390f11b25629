package dev.smsverification.outbox;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.smallrye.reactive.messaging.kafka.KafkaProducer;

/**
 * Writes records on the producer's own thread, which may block while the broker is away or the buffer is full. Waking threads costs more
 * than writing: that thread is woken once for all records gathered until then, and the event loop once for all writes that have ended
 * meanwhile. Safe for concurrent use.
 */
final class BatchingProducer {

    private final Uni<Void> flushes;
    private final WakeOnceQueue<Write> begun;
    private final WakeOnceQueue<Write> ended;

    /**
     * @param producer asked for at each flush: the channel may not have it yet when this is made
     * @param gathering runs the task that starts a flush, after a moment in which more records can join it
     * @param loop runs a task after those that wait already
     */
    BatchingProducer(Supplier<KafkaProducer<byte[], byte[]>> producer, Executor gathering, Executor loop) {
        this.flushes = Uni.createFrom().deferred(() -> producer.get().runOnSendingThread(this::send));
        this.begun = new WakeOnceQueue<>(() -> gathering.execute(this::flush));
        this.ended = new WakeOnceQueue<>(() -> loop.execute(this::complete));
    }

    /**
     * Writes a record with each subscription. Completes on the event loop, when the record is durable.
     *
     * @param record whose partition is taken modulo the number of partitions that the topic has
     */
    Uni<Void> write(ProducerRecord<byte[], byte[]> record) {
        return Uni.createFrom().emitter(done -> begun.add(new Write(record, done)));
    }

    private void flush() {
        // Fails when the thread has ended.
        flushes.subscribe().with(_ -> {}, failure -> begun.takeAll(write -> write.end(failure)));
    }

    private void send(Producer<byte[], byte[]> open) {
        // Looking a topic up may block for max.block.ms: once a flush is enough.
        Map<String, Topic> topics = new HashMap<>();
        begun.takeAll(write -> write.send(open,
                topics.computeIfAbsent(write.record.topic(), name -> lookUp(name, open))));
    }

    private static Topic lookUp(String name, Producer<byte[], byte[]> open) {
        try {
            return new Topic.Found(open.partitionsFor(name).size());
        } catch (RuntimeException failure) {
            return new Topic.Unknown(failure);
        }
    }

    private void complete() {
        ended.takeAll(Write::complete);
    }

    private sealed interface Topic {

        record Found(int partitions) implements Topic {}

        record Unknown(RuntimeException why) implements Topic {}
    }

    /** The record, its callback and its result in one object, as there is one for every record. */
    private final class Write implements Callback {

        private final ProducerRecord<byte[], byte[]> record;
        private final UniEmitter<? super Void> done;
        private Throwable failure;

        Write(ProducerRecord<byte[], byte[]> record, UniEmitter<? super Void> done) {
            this.record = record;
            this.done = done;
        }

        void send(Producer<byte[], byte[]> open, Topic topic) {
            switch (topic) {
                case Topic.Unknown(RuntimeException why) -> end(why);
                case Topic.Found(int partitions) -> {
                    try {
                        open.send(within(partitions), this);
                    } catch (RuntimeException refused) {
                        end(refused);
                    }
                }
            }
        }

        private ProducerRecord<byte[], byte[]> within(int partitions) {
            return record.partition() == null || record.partition() < partitions
                    ? record
                    : new ProducerRecord<>(record.topic(), record.partition() % partitions, record.timestamp(),
                            record.key(), record.value(), record.headers());
        }

        @Override
        public void onCompletion(RecordMetadata metadata, Exception failure) {
            end(failure);
        }

        /** @param failure null if there is none */
        void end(Throwable failure) {
            this.failure = failure;
            ended.add(this);
        }

        void complete() {
            if (failure == null) {
                done.complete(null);
            } else {
                done.fail(failure);
            }
        }
    }
}
