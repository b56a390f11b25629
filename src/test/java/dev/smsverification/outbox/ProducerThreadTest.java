package dev.smsverification.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.smallrye.reactive.messaging.kafka.KafkaProducer;

class ProducerThreadTest {

    private final Topics kafka = new Topics("status", 3);
    private final Queue<Visit> visits = new ArrayDeque<>();
    private final ProducerThread thread = new ProducerThread(this::producer);

    @Test
    void oneVisitTakesAlongAllThatWaits() {
        write("status");
        write("status");
        write("status");

        assertThat(visits).hasSize(1);
        visits.remove().happens();
        assertThat(kafka.history()).hasSize(3);
    }

    @Test
    void recordIsMadeForTheNumberOfPartitions() {
        var partitions = new ArrayList<Integer>();

        thread.write("status", count -> {
            partitions.add(count);
            return record("status");
        }).subscribe().withSubscriber(UniAssertSubscriber.create());
        visits.remove().happens();

        assertThat(partitions).containsExactly(3);
    }

    @Test
    void writeIsDoneWhenItsRecordIsDurable() {
        var written = write("status");
        visits.remove().happens();

        written.assertNotTerminated();
        kafka.completeNext();
        written.assertCompleted();
    }

    @Test
    void refusedRecordFailsItsOwnWrite() {
        var refused = write("status");
        var written = write("status");
        visits.remove().happens();
        kafka.errorNext(new NotEnoughReplicasException());
        kafka.completeNext();

        refused.assertFailedWith(NotEnoughReplicasException.class);
        written.assertCompleted();
    }

    @Test
    void recordIsWrittenWithEachSubscription() {
        Uni<Void> write = thread.write("status", _ -> record("status"));

        write.subscribe().withSubscriber(UniAssertSubscriber.create());
        visits.remove().happens();
        write.subscribe().withSubscriber(UniAssertSubscriber.create());
        visits.remove().happens();

        assertThat(kafka.history()).hasSize(2);
    }

    @Test
    void topicThatIsMissingIsLookedForOnceAVisitAndHoldsNoOtherUp() {
        var first = write("missing");
        var second = write("missing");
        write("status");
        visits.remove().happens();

        first.assertFailedWith(TimeoutException.class);
        second.assertFailedWith(TimeoutException.class);
        assertThat(kafka.lookups).containsExactly("missing", "status");
        assertThat(kafka.history()).hasSize(1);
    }

    @Test
    void topicThatWasMissingIsLookedForInTheNextVisit() {
        write("missing");
        visits.remove().happens();
        kafka.appeared = Set.of("missing");
        write("missing");
        visits.remove().happens();

        assertThat(kafka.history()).hasSize(1);
    }

    @Test
    void threadThatHasEndedFailsWhatWaits() {
        var first = write("status");
        var second = write("status");
        visits.remove().isRefused();
        var third = write("status");

        first.assertFailedWith(IllegalStateException.class);
        second.assertFailedWith(IllegalStateException.class);
        third.assertNotTerminated();
        assertThat(visits).hasSize(1);
    }

    private UniAssertSubscriber<Void> write(String topic) {
        return thread.write(topic, _ -> record(topic)).subscribe().withSubscriber(UniAssertSubscriber.create());
    }

    private static ProducerRecord<byte[], byte[]> record(String topic) {
        return new ProducerRecord<>(topic, new byte[0]);
    }

    /** SmallRye's producer, of which nothing but its thread is used: the visits to that wait until the test has them happen. */
    @SuppressWarnings("unchecked")
    private KafkaProducer<byte[], byte[]> producer() {
        InvocationHandler handler = (_, _, arguments) -> Uni.createFrom().<Void>emitter(done -> visits
                .add(new Visit((Consumer<Producer<byte[], byte[]>>) arguments[0], kafka, done)));
        return (KafkaProducer<byte[], byte[]>) Proxy.newProxyInstance(KafkaProducer.class.getClassLoader(),
                new Class<?>[]{KafkaProducer.class}, handler);
    }

    private record Visit(Consumer<Producer<byte[], byte[]>> task, Topics kafka, UniEmitter<? super Void> done) {
        void happens() {
            task.accept(kafka);
            done.complete(null);
        }

        void isRefused() {
            done.fail(new IllegalStateException("ended"));
        }
    }

    /** A topic that is missing is looked for in vain, as the real producer does. */
    private static final class Topics extends MockProducer<byte[], byte[]> {
        private final List<String> lookups = new ArrayList<>();
        private Set<String> appeared = Set.of();

        Topics(String topic, int partitions) {
            super(Cluster.empty().withPartitions(partitions(topic, partitions)), false, null,
                    new ByteArraySerializer(), new ByteArraySerializer());
        }

        @Override
        public List<PartitionInfo> partitionsFor(String topic) {
            lookups.add(topic);
            List<PartitionInfo> partitions = super.partitionsFor(appeared.contains(topic) ? "status" : topic);
            if (partitions.isEmpty()) {
                throw new TimeoutException("no such topic");
            }
            return partitions;
        }

        private static Map<TopicPartition, PartitionInfo> partitions(String topic,
                int count) {
            return IntStream.range(0, count).boxed()
                    .collect(Collectors.toMap(
                            n -> new TopicPartition(topic, n),
                            n -> new PartitionInfo(topic, n, Node.noNode(), new Node[0], new Node[0])));
        }
    }
}
