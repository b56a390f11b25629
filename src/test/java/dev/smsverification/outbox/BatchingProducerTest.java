package dev.smsverification.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Queue;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;

class BatchingProducerTest {

    private final ManualProducer kafka = new ManualProducer("status", "missing");
    private final BatchingProducer producer = new BatchingProducer(kafka::wrapped, Runnable::run, Runnable::run);

    @Test
    void oneFlushSendsAllThatWaits() {
        write("status");
        write("status");
        write("status");

        assertThat(kafka.flushes).hasSize(1);
        kafka.flushes.remove().happens();
        assertThat(kafka.history()).hasSize(3);
    }

    @Test
    void partitionNumberIsTakenModuloHowManyTheTopicHas() {
        int beyond = ManualProducer.PARTITIONS + 1;
        producer.write(new ProducerRecord<>("status", beyond, new byte[0], new byte[0])).subscribe()
                .withSubscriber(UniAssertSubscriber.create());
        kafka.flushes.remove().happens();

        assertThat(kafka.history()).extracting(ProducerRecord::partition).containsExactly(1);
    }

    @Test
    void writeIsDoneWhenItsRecordIsDurable() {
        var written = write("status");
        kafka.flushes.remove().happens();

        written.assertNotTerminated();
        kafka.completeNext();
        written.assertCompleted();
    }

    @Test
    void refusedRecordFailsItsOwnWrite() {
        var refused = write("status");
        var written = write("status");
        kafka.flushes.remove().happens();
        kafka.errorNext(new NotEnoughReplicasException());
        kafka.completeNext();

        refused.assertFailedWith(NotEnoughReplicasException.class);
        written.assertCompleted();
    }

    /** As one that is larger than the producer lets any be. */
    @Test
    void recordThatTheProducerDoesNotTakeFailsItsOwnWrite() {
        kafka.sendException = new RecordTooLargeException();
        var refused = write("status");
        kafka.flushes.remove().happens();
        kafka.sendException = null;
        var written = write("status");
        kafka.flushes.remove().happens();
        kafka.completeNext();

        refused.assertFailedWith(RecordTooLargeException.class);
        written.assertCompleted();
    }

    @Test
    void recordIsWrittenWithEachSubscription() {
        Uni<Void> write = producer.write(record("status"));

        write.subscribe().withSubscriber(UniAssertSubscriber.create());
        kafka.flushes.remove().happens();
        write.subscribe().withSubscriber(UniAssertSubscriber.create());
        kafka.flushes.remove().happens();

        assertThat(kafka.history()).hasSize(2);
    }

    @Test
    void topicThatIsMissingIsLookedForOnceAFlushAndHoldsNoOtherUp() {
        kafka.missing.add("missing");
        var first = write("missing");
        var second = write("missing");
        write("status");
        kafka.flushes.remove().happens();

        first.assertFailedWith(TimeoutException.class);
        second.assertFailedWith(TimeoutException.class);
        assertThat(kafka.lookups).containsExactly("missing", "status");
        assertThat(kafka.history()).hasSize(1);
    }

    @Test
    void topicThatWasMissingIsLookedForInTheNextFlush() {
        kafka.missing.add("missing");
        write("missing");
        kafka.flushes.remove().happens();
        kafka.missing.clear();
        write("missing");
        kafka.flushes.remove().happens();

        assertThat(kafka.history()).hasSize(1);
    }

    @Test
    void threadThatHasEndedFailsWhatWaits() {
        var first = write("status");
        var second = write("status");
        kafka.flushes.remove().isRefused();
        var third = write("status");

        first.assertFailedWith(IllegalStateException.class);
        second.assertFailedWith(IllegalStateException.class);
        third.assertNotTerminated();
        assertThat(kafka.flushes).hasSize(1);
    }

    @Test
    void threadIsWokenOnceForAllThatIsGathered() {
        Queue<Runnable> turns = new ArrayDeque<>();
        var patient = new BatchingProducer(kafka::wrapped, turns::add, Runnable::run);
        write(patient, "status");
        write(patient, "status");

        assertThat(kafka.flushes).isEmpty();
        assertThat(turns).hasSize(1);
        turns.remove().run();
        kafka.flushes.remove().happens();
        assertThat(kafka.history()).hasSize(2);
    }

    @Test
    void eventLoopIsToldOfAllThatHasEndedByOneTask() {
        Queue<Runnable> turns = new ArrayDeque<>();
        var patient = new BatchingProducer(kafka::wrapped, Runnable::run, turns::add);
        var written = write(patient, "status");
        var refused = write(patient, "status");
        kafka.flushes.remove().happens();
        kafka.completeNext();
        kafka.errorNext(new NotEnoughReplicasException());

        written.assertNotTerminated();
        refused.assertNotTerminated();
        assertThat(turns).hasSize(1);
        turns.remove().run();
        written.assertCompleted();
        refused.assertFailedWith(NotEnoughReplicasException.class);
    }

    private UniAssertSubscriber<Void> write(String topic) {
        return write(producer, topic);
    }

    private static UniAssertSubscriber<Void> write(BatchingProducer producer, String topic) {
        return producer.write(record(topic)).subscribe().withSubscriber(UniAssertSubscriber.create());
    }

    private static ProducerRecord<byte[], byte[]> record(String topic) {
        return new ProducerRecord<>(topic, new byte[0]);
    }
}
