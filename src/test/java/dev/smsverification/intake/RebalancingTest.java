package dev.smsverification.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.smsverification.ledger.UsedTopics;
import dev.smsverification.testing.Ports;

class RebalancingTest {

    @RegisterExtension
    static final UsedTopics TOPICS = new UsedTopics();

    private final Desk desk = new Desk();
    private final BatchPermit permit = new BatchPermit();
    private final Rebalancing rebalancing = desk.rebalancing(TOPICS.bootstrapServers(), permit);
    private final LateConsumer consumer = new LateConsumer();

    /** Kafka does not bring the partitions again for a listener that failed; nobody would work on them. */
    @Test
    void beginsAlsoWhereTheCoordinatorAnswersLate() {
        Optional<Instant> begun = Optional.of(desk.bench.loop.now());

        rebalancing.onPartitionsAssigned(consumer, List.of(Desk.ONE));

        assertThat(desk.intake.snapshot().partitions()).containsKey(Desk.ONE);
        assertThat(rebalancing.joined()).isTrue();
        assertThat(consumer.questions).isEqualTo(4);
        assertThat(consumer.beginningWhenAsked).containsExactly(begun, begun, begun, begun);
        assertThat(rebalancing.beginningSince()).isEmpty();
    }

    /** As where the group has taken it for dead: it may be long until it has joined anew. */
    @Test
    void hasNotJoinedWhereAllItsPartitionsWereTakenAway() {
        rebalancing.onPartitionsAssigned(consumer, List.of(Desk.ONE));

        rebalancing.onPartitionsRevoked(consumer, List.of(Desk.ONE));

        assertThat(rebalancing.joined()).isFalse();
        rebalancing.onPartitionsAssigned(consumer, List.of());
        assertThat(rebalancing.joined()).isTrue();
    }

    /** As in every cooperative rebalance that gives another worker its share. */
    @Test
    void hasStillJoinedWhereSomeOfItsPartitionsWereTakenAway() {
        var member = new MockConsumer<byte[], byte[]>("earliest");
        member.assign(Set.of(Desk.ZERO, Desk.ONE));
        member.seek(Desk.ONE, 0);
        rebalancing.onPartitionsAssigned(member, List.of(Desk.ONE));

        rebalancing.onPartitionsRevoked(member, List.of(Desk.ONE));

        assertThat(rebalancing.joined()).isTrue();
    }

    /** It may have come back: Kafka gave it what it had, and nobody what was added or was being given away when it went. */
    @Test
    void asksOnceForARebalanceWhereItHasANameInTheGroup() {
        var named = new MockConsumer<byte[], byte[]>("earliest") {
            @Override
            public ConsumerGroupMetadata groupMetadata() {
                return new ConsumerGroupMetadata("group", Desk.GENERATION, "member", Optional.of("worker-0"));
            }
        };
        rebalancing.onPartitionsAssigned(named, List.of());
        boolean atFirst = named.shouldRebalance();
        boolean joinedAtFirst = rebalancing.joined();
        named.resetShouldRebalance();

        rebalancing.onPartitionsAssigned(named, List.of());

        assertThat(atFirst).isTrue();
        assertThat(joinedAtFirst).isFalse();
        assertThat(named.shouldRebalance()).isFalse();
        assertThat(rebalancing.joined()).isTrue();
    }

    @Test
    void asksForNoRebalanceWhereItHasNoNameInTheGroup() {
        rebalancing.onPartitionsAssigned(consumer, List.of());

        assertThat(consumer.shouldRebalance()).isFalse();
    }

    /** Whoever comes next would ask the provider about thousands of events that nobody has begun. */
    @Test
    void leavesPartitionsAsTheyAreThatComeWhileItStops() {
        var another = Desk.consumerOf(Desk.ONE, 7);
        another.commitSync(Map.of(Desk.ONE, Start.nothingBegun(7)));
        rebalancing.stop();

        rebalancing.onPartitionsAssigned(another, List.of(Desk.ONE));

        assertThat(another.committed(Set.of(Desk.ONE))).containsEntry(Desk.ONE, Start.nothingBegun(7));
    }

    /** It would hold up the stop for minutes, and after it the group, which the worker can leave only then. */
    @Test
    void readsTheLedgerNoFurtherWhenItStops() throws InterruptedException {
        Rebalancing unreachable = desk.rebalancing("127.0.0.1:" + Ports.free(), permit);
        var another = Desk.consumerOf(Desk.ONE, 7);
        another.commitSync(Map.of(Desk.ONE, Start.nothingBegun(7)));
        Thread polling = Thread.ofPlatform().daemon()
                .start(() -> unreachable.onPartitionsAssigned(another, List.of(Desk.ONE)));
        await().until(() -> unreachable.beginningSince().isPresent());

        unreachable.stop();

        assertThat(polling.join(Duration.ofSeconds(15))).isTrue();
        assertThat(desk.intake.snapshot().partitions()).doesNotContainKey(Desk.ONE);
        assertThat(another.committed(Set.of(Desk.ONE))).containsEntry(Desk.ONE, Start.nothingBegun(7));
    }

    @Test
    void waitsForAQuestionAnAttemptAndItsResult() {
        assertThat(Rebalancing.patience(desk.bench.sender)).isEqualTo(Duration.ofSeconds(10 + 10 + 5));
    }

    /** As where it was frozen meanwhile: it may have been replaced since. */
    @Test
    void sendsNothingWhereTheCommitWasUnderWayForLongerThanASession() {
        desk.intake.confirmed(desk.bench.loop.now());
        var slow = new MockConsumer<byte[], byte[]>("earliest") {
            @Override
            public synchronized void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets) {
                desk.bench.loop.pass(Desk.SESSION_TIMEOUT.plusSeconds(5));
            }
        };
        slow.assign(Set.of(Desk.ONE));
        slow.seek(Desk.ONE, 17);

        rebalancing.onPartitionsAssigned(slow, List.of(Desk.ONE));
        desk.accept(Desk.ONE, 17);

        assertThat(desk.settled()).containsEntry(Desk.ONE, 17L);
        assertThat(desk.bench.sender.sent()).isEmpty();
    }

    /** The group may drop the worker while it asks about the partitions, and the consumer is in no generation then. */
    @Test
    void takesNothingInThatWasFetchedBeforeThePartitionsWereAssigned() {
        var another = new MockConsumer<byte[], byte[]>("earliest") {
            private int generation = 5;

            @Override
            public ConsumerGroupMetadata groupMetadata() {
                return new ConsumerGroupMetadata("group", generation, "member", Optional.empty());
            }

            @Override
            public synchronized Map<TopicPartition, OffsetAndMetadata> committed(Set<TopicPartition> partitions) {
                generation = -1;
                return super.committed(partitions);
            }
        };
        another.assign(Set.of(Desk.ONE));
        another.seek(Desk.ONE, 17);
        rebalancing.onPartitionsAssigned(another, List.of(Desk.ONE));

        desk.intake.accept(Desk.request(Desk.ONE, 17), 4);
        int ofTheGenerationBefore = desk.bench.sender.sent().size();
        desk.intake.accept(Desk.request(Desk.ONE, 17), 5);

        assertThat(ofTheGenerationBefore).isZero();
        assertThat(desk.bench.sender.sent()).hasSize(1);
    }

    /** What is on its way from them is dropped, and nobody takes it in. */
    @Test
    void letsPollingGoOnWhenPartitionsAreRevoked() throws InterruptedException {
        permit.acquire(Duration.ZERO);

        rebalancing.onPartitionsRevoked(consumer, List.of(Desk.ONE));

        assertThat(Thread.ofPlatform().daemon().start(() -> permit.acquire(Duration.ofMinutes(5)))
                .join(Duration.ofSeconds(15))).isTrue();
    }

    /** Answers each question when it is asked the second time, a second later. */
    private final class LateConsumer extends MockConsumer<byte[], byte[]> {

        private final List<Optional<Instant>> beginningWhenAsked = new ArrayList<>();
        private int questions;

        LateConsumer() {
            super("earliest");
            assign(Set.of(Desk.ONE));
        }

        @Override
        public synchronized long position(TopicPartition partition) {
            answerLate();
            return 0;
        }

        @Override
        public synchronized Map<TopicPartition, OffsetAndMetadata> committed(Set<TopicPartition> partitions) {
            answerLate();
            return Map.of();
        }

        private void answerLate() {
            beginningWhenAsked.add(rebalancing.beginningSince());
            desk.bench.loop.pass(Duration.ofSeconds(1));
            if (++questions % 2 == 1) {
                throw questions < 3
                        ? new TimeoutException("the coordinator is elsewhere")
                        : new GroupAuthorizationException("rights are being changed");
            }
        }
    }
}
