package dev.smsverification.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class RequestsConsumerTest {

    /** As it is while it reads the ledger, and Kafka does not answer. */
    @Test
    void stopsAlsoWhileThePollingThreadIsBusy() {
        RequestsConsumer busy = new RequestsConsumer(Clients.busy(), Duration.ofMillis(10));

        assertThat(busy.pauseAll().await().atMost(Duration.ofSeconds(30))).isNull();
        assertThat(busy.commitNow(new HashMap<>()).await().atMost(Duration.ofSeconds(30))).isNull();
    }

    /** Its partitions may have been given to another meanwhile. */
    @Test
    void stopsAlsoWhereTheGroupDoesNotAcceptTheCommit() {
        RequestsConsumer dropped = new RequestsConsumer(Clients.of(new MockConsumer<>("earliest") {
            @Override
            public synchronized void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets) {
                throw new CommitFailedException();
            }
        }));

        assertThat(dropped.commitNow(Map.of()).await().atMost(Duration.ofSeconds(30))).isNull();
    }

    /** As where another worker leaves as well: nothing is committed in a rebalance, which the polling thread ends when it polls again. */
    @Test
    void commitsForAStopWhenTheRebalanceIsOver() {
        var member = new MockConsumer<byte[], byte[]>("earliest") {
            private boolean rebalancing = true;

            @Override
            public synchronized void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets) {
                if (rebalancing) {
                    rebalancing = false;
                    throw new RebalanceInProgressException();
                }
                super.commitSync(offsets);
            }
        };
        member.assign(Set.of(Desk.ONE));

        new RequestsConsumer(Clients.of(member)).commitNow(Map.of(Desk.ONE, new OffsetAndMetadata(7))).await()
                .atMost(Duration.ofSeconds(30));

        assertThat(member.committed(Set.of(Desk.ONE))).containsEntry(Desk.ONE, new OffsetAndMetadata(7));
    }

    /** The others have been given to somebody else since, who has committed what comes later. */
    @Test
    void commitsForAStopOnlyWhatIsStillAssigned() {
        var member = new MockConsumer<byte[], byte[]>("earliest");
        member.assign(Set.of(Desk.ONE));

        new RequestsConsumer(Clients.of(member))
                .commitNow(Map.of(Desk.ZERO, new OffsetAndMetadata(3), Desk.ONE, new OffsetAndMetadata(7))).await()
                .atMost(Duration.ofSeconds(30));

        assertThat(member.committed(Set.of(Desk.ZERO, Desk.ONE))).containsOnly(
                Map.entry(Desk.ONE, new OffsetAndMetadata(7)));
    }

    /** As where one has no leader, and nothing was ever committed for it. */
    @Test
    void knowsThePositionsOfTheOthersWhereOneIsNotKnown() {
        var polled = new MockConsumer<byte[], byte[]>("earliest") {
            @Override
            public synchronized long position(TopicPartition partition, Duration timeout) {
                if (partition.equals(Desk.ZERO)) {
                    throw new TimeoutException("there is no leader");
                }
                return 7;
            }
        };
        polled.assign(Set.of(Desk.ZERO, Desk.ONE));

        assertThat(new RequestsConsumer(Clients.of(polled)).positions().await().atMost(Duration.ofSeconds(30)))
                .containsOnly(Map.entry(Desk.ONE, 7L));
    }

    /** The others may have been revoked since the event loop asked for it, and the client refuses them all for one of them. */
    @Test
    void pausesAndResumesThoseThatAreStillAssigned() {
        var polled = new MockConsumer<byte[], byte[]>("earliest");
        polled.assign(Set.of(Desk.ONE));
        RequestsConsumer consumer = new RequestsConsumer(Clients.of(polled));

        consumer.pauseOrResume(List.of(Desk.ZERO, Desk.ONE), true);
        Set<TopicPartition> paused = polled.paused();
        consumer.pauseOrResume(List.of(Desk.ZERO, Desk.ONE), false);

        assertThat(paused).containsExactly(Desk.ONE);
        assertThat(polled.paused()).isEmpty();
    }
}
