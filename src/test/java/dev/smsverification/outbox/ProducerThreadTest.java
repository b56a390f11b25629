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

class ProducerThreadTest {

    private final ManualProducer kafka = new ManualProducer("status", "missing");
    private final ProducerThread thread = new ProducerThread(kafka::wrapped, Runnable::run, Runnable::run);

    @Test
    void oneVisitTakesAlongAllThatWaits() {
        write("status");
        write("status");
        write("status");

        assertThat(kafka.visits).hasSize(1);
        kafka.visits.remove().happens();
        assertThat(kafka.history()).hasSize(3);
    }

    @Test
    void partitionNumberIsTakenModuloHowManyTheTopicHas() {
        int beyond = ManualProducer.PARTITIONS + 1;
        thread.write(new ProducerRecord<>("status", beyond, new byte[0], new byte[0])).subscribe()
                .withSubscriber(UniAssertSubscriber.create());
        kafka.visits.remove().happens();

        assertThat(kafka.history()).extracting(ProducerRecord::partition).containsExactly(1);
    }

    @Test
    void writeIsDoneWhenItsRecordIsDurable() {
        var written = write("status");
        kafka.visits.remove().happens();

        written.assertNotTerminated();
        kafka.completeNext();
        written.assertCompleted();
    }

    @Test
    void refusedRecordFailsItsOwnWrite() {
        var refused = write("status");
        var written = write("status");
        kafka.visits.remove().happens();
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
        kafka.visits.remove().happens();
        kafka.sendException = null;
        var written = write("status");
        kafka.visits.remove().happens();
        kafka.completeNext();

        refused.assertFailedWith(RecordTooLargeException.class);
        written.assertCompleted();
    }

    @Test
    void recordIsWrittenWithEachSubscription() {
        Uni<Void> write = thread.write(record("status"));

        write.subscribe().withSubscriber(UniAssertSubscriber.create());
        kafka.visits.remove().happens();
        write.subscribe().withSubscriber(UniAssertSubscriber.create());
        kafka.visits.remove().happens();

        assertThat(kafka.history()).hasSize(2);
    }

    @Test
    void topicThatIsMissingIsLookedForOnceAVisitAndHoldsNoOtherUp() {
        kafka.missing.add("missing");
        var first = write("missing");
        var second = write("missing");
        write("status");
        kafka.visits.remove().happens();

        first.assertFailedWith(TimeoutException.class);
        second.assertFailedWith(TimeoutException.class);
        assertThat(kafka.lookups).containsExactly("missing", "status");
        assertThat(kafka.history()).hasSize(1);
    }

    @Test
    void topicThatWasMissingIsLookedForInTheNextVisit() {
        kafka.missing.add("missing");
        write("missing");
        kafka.visits.remove().happens();
        kafka.missing.clear();
        write("missing");
        kafka.visits.remove().happens();

        assertThat(kafka.history()).hasSize(1);
    }

    @Test
    void threadThatHasEndedFailsWhatWaits() {
        var first = write("status");
        var second = write("status");
        kafka.visits.remove().isRefused();
        var third = write("status");

        first.assertFailedWith(IllegalStateException.class);
        second.assertFailedWith(IllegalStateException.class);
        third.assertNotTerminated();
        assertThat(kafka.visits).hasSize(1);
    }

    @Test
    void threadIsVisitedOnceForAllThatIsGathered() {
        Queue<Runnable> turns = new ArrayDeque<>();
        var patient = new ProducerThread(kafka::wrapped, turns::add, Runnable::run);
        write(patient, "status");
        write(patient, "status");

        assertThat(kafka.visits).isEmpty();
        assertThat(turns).hasSize(1);
        turns.remove().run();
        kafka.visits.remove().happens();
        assertThat(kafka.history()).hasSize(2);
    }

    @Test
    void eventLoopIsToldOfAllThatHasEndedByOneTask() {
        Queue<Runnable> turns = new ArrayDeque<>();
        var patient = new ProducerThread(kafka::wrapped, Runnable::run, turns::add);
        var written = write(patient, "status");
        var refused = write(patient, "status");
        kafka.visits.remove().happens();
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
        return write(thread, topic);
    }

    private static UniAssertSubscriber<Void> write(ProducerThread thread, String topic) {
        return thread.write(record(topic)).subscribe().withSubscriber(UniAssertSubscriber.create());
    }

    private static ProducerRecord<byte[], byte[]> record(String topic) {
        return new ProducerRecord<>(topic, new byte[0]);
    }
}
