package dev.smsverification.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.clients.consumer.RetriableCommitFailedException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

class RequestsChannelTest {

    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final Desk desk = new Desk();
    private final Committing consumer = new Committing();
    private final BatchPermit permit = new BatchPermit();
    private final RequestsChannel channel = new RequestsChannel(desk.intake, new RequestsConsumer(Clients.of(consumer)),
            permit, desk.bench.loop, desk.bench.loop.clock());

    @Test
    void repeatsACommitThatFailedAlsoWhereNothingElseIsSettled() {
        consumer.failure = Optional.of(new RetriableCommitFailedException("the coordinator is elsewhere"));
        desk.accept(Desk.ZERO, 10);
        desk.settle(10);

        start();
        consumer.failure = Optional.empty();
        desk.bench.loop.pass(INTERVAL.multipliedBy(3));

        Map<TopicPartition, OffsetAndMetadata> settled = Map.of(Desk.ZERO, new OffsetAndMetadata(11));
        assertThat(consumer.commits).containsExactly(settled, settled);
    }

    @Test
    void commitsNowAndThenAlsoWhereNothingIsNew() {
        start();
        desk.bench.loop.pass(Duration.ofMinutes(1));

        assertThat(consumer.commits).hasSize(13).containsOnly(Map.of(Desk.ZERO, new OffsetAndMetadata(10)));
    }

    @Test
    void commitsNowAndThenAlsoWhereTheClockIsSetBack() {
        start();
        desk.bench.loop.setBack(Duration.ofHours(1));
        desk.bench.loop.pass(INTERVAL.multipliedBy(5));

        assertThat(consumer.commits).hasSize(2);
    }

    /** Frozen, or cut off: another worker may have its partitions by now. */
    @Test
    void sendsNothingOnceTheGroupHasNotTakenACommitForASession() {
        start();
        consumer.failure = Optional.of(new RetriableCommitFailedException("nobody answers"));
        desk.bench.loop.pass(Desk.SESSION_TIMEOUT.minusMillis(1));
        desk.accept(Desk.ZERO, 10);
        desk.bench.loop.pass(Duration.ofMillis(1));
        desk.accept(Desk.ZERO, 11);
        assertThat(desk.bench.sender.sent()).hasSize(1);

        consumer.failure = Optional.empty();
        desk.bench.loop.pass(INTERVAL);

        assertThat(desk.bench.sender.sent()).hasSize(2);
    }

    /** The group has confirmed only what was asked then: it may have replaced the worker since. */
    @Test
    void sendsNothingWhereACommitWasUnderWayForLongerThanASession() {
        start();
        consumer.late = true;
        desk.bench.loop.pass(Duration.ofMinutes(1));

        consumer.unanswered.getFirst().onComplete(Map.of(), null);
        desk.accept(Desk.ZERO, 10);
        int afterTheFirst = desk.bench.sender.sent().size();
        consumer.unanswered.getLast().onComplete(Map.of(), null);

        assertThat(afterTheFirst).isZero();
        assertThat(desk.bench.sender.sent()).hasSize(1);
    }

    /** The polling thread may be reading the ledger, and would pause nothing until that has ended. */
    @Test
    void beginsNoMoreBeforeItWaitsForThePollingThreadWhenItStops() {
        Rebalancing rebalancing = new Rebalancing(() -> desk.intake, null, permit, desk.bench.loop,
                desk.bench.loop.clock(), desk.bench.sender) {
            @Override
            void beginNoMore() {
                consumer.calls.add("begin no more");
            }

            @Override
            Map<TopicPartition, OffsetAndMetadata> stop() {
                consumer.calls.add("drain");
                return Map.of();
            }
        };

        channel.stop(new ShutdownEvent(), rebalancing);

        assertThat(consumer.calls).containsExactly("begin no more", "pause", "drain", "commit");
    }

    private void start() {
        channel.start(new StartupEvent());
    }

    private static final class Committing extends MockConsumer<byte[], byte[]> {

        private final List<Map<TopicPartition, OffsetAndMetadata>> commits = new ArrayList<>();
        private final List<String> calls = new ArrayList<>();
        private final List<OffsetCommitCallback> unanswered = new ArrayList<>();
        private Optional<Exception> failure = Optional.empty();
        private boolean late;

        Committing() {
            super("earliest");
            assign(Set.of(Desk.ZERO));
        }

        @Override
        public synchronized void commitAsync(Map<TopicPartition, OffsetAndMetadata> offsets,
                OffsetCommitCallback callback) {
            commits.add(Map.copyOf(offsets));
            if (late) {
                unanswered.add(callback);
            } else {
                callback.onComplete(offsets, failure.orElse(null));
            }
        }

        @Override
        public synchronized void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets) {
            calls.add("commit");
        }

        @Override
        public synchronized void pause(Collection<TopicPartition> partitions) {
            calls.add("pause");
        }
    }
}
