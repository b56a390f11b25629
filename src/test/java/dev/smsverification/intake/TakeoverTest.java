package dev.smsverification.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.smsverification.event.Consumed;
import dev.smsverification.ledger.Ledger;
import dev.smsverification.ledger.Past;
import dev.smsverification.ledger.Successor;
import dev.smsverification.ledger.UsedTopics;
import dev.smsverification.testing.Request;

/** Where the work on partitions that come begins, what it leaves word of, and what it asks about. */
class TakeoverTest {

    @RegisterExtension
    static final UsedTopics TOPICS = new UsedTopics();

    private final Desk desk = new Desk();
    private final BatchPermit permit = new BatchPermit();
    private final Rebalancing rebalancing = desk.rebalancing(TOPICS.bootstrapServers(), permit);

    /** As a broker may be down: that the messages may be sent twice after a kill is better than that nobody sends them. */
    @Test
    void beginsAlsoWhereItCannotMarkThat() {
        var another = new MockConsumer<byte[], byte[]>("earliest") {
            @Override
            public synchronized void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets) {
                throw new TimeoutException("the coordinator is elsewhere");
            }
        };
        another.assign(Set.of(Desk.ONE));
        another.seek(Desk.ONE, 7);

        rebalancing.onPartitionsAssigned(another, List.of(Desk.ONE));

        assertThat(desk.settled()).containsEntry(Desk.ONE, 7L);
        assertThat(rebalancing.joined()).isTrue();
    }

    /** Only its leader knows where it begins, and the others that have come with it would wait for that. */
    @Test
    void beginsAlsoWhereAPartitionThatNobodyHasBegunHasNoLeader() {
        var another = new MockConsumer<byte[], byte[]>("earliest") {
            private boolean asked;

            @Override
            public synchronized long position(TopicPartition partition) {
                if (asked) {
                    return 7;
                }
                asked = true;
                throw new TimeoutException("there is no leader");
            }
        };
        another.assign(Set.of(Desk.ONE));

        rebalancing.onPartitionsAssigned(another, List.of(Desk.ONE));

        assertThat(desk.settled()).containsEntry(Desk.ONE, 0L);
    }

    /** Nor do the others wait for each of several, or for what the ledger would know of them: nobody has begun anything there. */
    @Test
    void waitsForTheLeadersOfAllThatNobodyHasBegunTogether() {
        TopicPartition missing = new TopicPartition(Consumed.TOPIC, 1_000);
        TopicPartition another = new TopicPartition(Consumed.TOPIC, 1_001);
        List<Duration> waits = new ArrayList<>();
        var consumer = new MockConsumer<byte[], byte[]>("earliest") {
            @Override
            public synchronized long position(TopicPartition partition, Duration timeout) {
                waits.add(timeout);
                if (partition.equals(Desk.ONE)) {
                    return 7;
                }
                throw new TimeoutException("there is no leader");
            }
        };
        consumer.assign(Set.of(missing, another, Desk.ONE));

        Ledger ledger = Successor.ledger(TOPICS.bootstrapServers(), desk.bench.loop);

        desk.rebalancing(ledger, permit).onPartitionsAssigned(consumer, List.of(missing, another, Desk.ONE));

        assertThat(waits).containsExactly(Duration.ofSeconds(5), Duration.ZERO, Duration.ZERO);
        assertThat(desk.settled()).containsEntry(missing, 0L).containsEntry(another, 0L).containsEntry(Desk.ONE, 7L);
        assertThat(ledger.unread()).isZero();
    }

    /** A worker that is killed now leaves word that it may have begun what follows. */
    @Test
    void marksAsBegunBeforeItBegins() {
        var another = Desk.consumerOf(Desk.ONE, 7);
        another.commitSync(Map.of(Desk.ONE, Start.nothingBegun(7)));

        rebalancing.onPartitionsAssigned(another, List.of(Desk.ONE));

        assertThat(another.committed(Set.of(Desk.ONE))).containsEntry(Desk.ONE, new OffsetAndMetadata(7));
    }

    @Test
    void asksAboutWhatAWorkerThatWasKilledMayHaveBegun() {
        TopicPartition partition = publish(11);
        var another = Desk.consumerOf(partition, 10);
        another.commitSync(Map.of(partition, new OffsetAndMetadata(10)));

        rebalancing.onPartitionsAssigned(another, List.of(partition));
        desk.accept(partition, 10);

        assertThat(desk.bench.sender.questions()).hasSize(1);
    }

    @Test
    void asksAboutNothingWhereTheWorkerBeforeHasFinishedWhatItHadBegun() {
        TopicPartition partition = publish(11);
        var another = Desk.consumerOf(partition, 10);
        another.commitSync(Map.of(partition, Start.nothingBegun(10)));

        rebalancing.onPartitionsAssigned(another, List.of(partition));
        desk.accept(partition, 10);

        assertThat(desk.bench.sender.questions()).isEmpty();
        assertThat(desk.bench.sender.sent()).hasSize(1);
    }

    @Test
    void sendsWhatAWorkerThatWasKilledMayHaveBegunWhereTheProviderIsNotToBeAsked() {
        desk.bench.sender.cannotReconcile();
        TopicPartition partition = publish(11);
        var another = Desk.consumerOf(partition, 10);
        another.commitSync(Map.of(partition, new OffsetAndMetadata(10)));

        desk.rebalancing(TOPICS.bootstrapServers(), permit).onPartitionsAssigned(another, List.of(partition));
        desk.accept(partition, 10);

        assertThat(desk.bench.sender.questions()).isEmpty();
        assertThat(desk.bench.sender.sent()).hasSize(1);
    }

    /** So many requests, in a partition that no other test uses. */
    private static TopicPartition publish(int count) {
        Past past = TOPICS.past(Instant.now());
        for (int n = 0; n < count; n++) {
            past.publish(Request.to("+12025550110", "271828"));
        }
        return past.requests();
    }
}
