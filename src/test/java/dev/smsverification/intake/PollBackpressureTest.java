package dev.smsverification.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.junit.jupiter.api.Test;

class PollBackpressureTest {

    /** Longer than any test takes. */
    private static final Duration TIMEOUT = Duration.ofHours(1);
    private static final Duration SOON = Duration.ofSeconds(30);

    private final BatchPermit permit = new BatchPermit();
    private final PollBackpressure backpressure = new PollBackpressure(permit, TIMEOUT);
    private final ConsumerRecords<byte[], byte[]> records = new ConsumerRecords<>(
            Map.of(Desk.ZERO, List.of(Desk.request(Desk.ZERO, 10))), Map.of());

    @Test
    void handsOnWhatWasPolled() {
        assertThat(backpressure.onConsume(records)).isSameAs(records);
    }

    @Test
    void handsOnAtOnceWhereNothingIsOnItsWay() throws InterruptedException {
        assertThat(polling().join(SOON)).isTrue();

        permit.release();

        assertThat(polling().join(SOON)).isTrue();
    }

    /** As it is behind a transaction: the connector hands nothing on, and the loop takes nothing in. */
    @Test
    void handsOnAtOnceBehindAPollThatBroughtNothing() throws InterruptedException {
        backpressure.onConsume(ConsumerRecords.empty());

        assertThat(polling().join(SOON)).isTrue();
    }

    @Test
    void handsNothingOnBeforeTheLoopHasTakenInWhatCameBefore() throws InterruptedException {
        backpressure.onConsume(records);
        Thread polling = polling();
        await().until(() -> polling.getState() == Thread.State.TIMED_WAITING || !polling.isAlive());
        assertThat(polling.isAlive()).isTrue();

        permit.release();

        assertThat(polling.join(SOON)).isTrue();
    }

    /** Hands the records on, on a thread of its own. */
    private Thread polling() {
        return Thread.ofPlatform().daemon().start(() -> backpressure.onConsume(records));
    }
}
