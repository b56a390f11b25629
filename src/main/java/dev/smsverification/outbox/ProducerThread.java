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
 * The thread on which the producer may block, while the broker is away or the buffer full. Waking threads costs more than
 * writing does: one visit takes along all that has been gathered until it sets out, and one task tells the event loop of
 * all that has become durable meanwhile. Safe for concurrent use.
 */
final class ProducerThread {

    private final Uni<Void> visits;
    private final HandOver<Write> begun;
    private final HandOver<Write> ended;

    /**
     * @param producer asked for with each visit: the channel may not have it yet when this is made
     * @param gathering runs the task by which a visit sets out, when enough time has passed for others to join it
     * @param loop runs a task after those that wait already
     */
    ProducerThread(Supplier<KafkaProducer<byte[], byte[]>> producer, Executor gathering, Executor loop) {
        this.visits = Uni.createFrom().deferred(() -> producer.get().runOnSendingThread(this::send));
        this.begun = new HandOver<>(() -> gathering.execute(this::visit));
        this.ended = new HandOver<>(() -> loop.execute(this::tell));
    }

    /**
     * Writes a record with each subscription. Completes on the event loop, when the record is durable.
     *
     * @param record whose partition is taken modulo the number of partitions that the topic has
     */
    Uni<Void> write(ProducerRecord<byte[], byte[]> record) {
        return Uni.createFrom().emitter(done -> begun.add(new Write(record, done)));
    }

    private void visit() {
        // Fails where the thread has ended.
        visits.subscribe().with(_ -> {}, failure -> begun.takeAll(write -> write.end(failure)));
    }

    private void send(Producer<byte[], byte[]> open) {
        // Finding out takes as long as the producer may block: once is enough.
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

    private void tell() {
        ended.takeAll(Write::tell);
    }

    private sealed interface Topic {

        record Found(int partitions) implements Topic {}

        record Unknown(RuntimeException why) implements Topic {}
    }

    /** One object all the way there and back, as there is one for every record. */
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

        void tell() {
            if (failure == null) {
                done.complete(null);
            } else {
                done.fail(failure);
            }
        }
    }
}
