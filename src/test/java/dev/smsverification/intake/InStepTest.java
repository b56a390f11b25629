package dev.smsverification.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.junit.jupiter.api.Test;

class InStepTest {

    /** Well before its patience runs out, and it lets go of whatever came. */
    private static final Duration SOON = Duration.ofSeconds(2);

    private final HandedOn handedOn = new HandedOn();
    private final InStep inStep = new InStep(handedOn);
    private final ConsumerRecords<byte[], byte[]> records = new ConsumerRecords<>(
            Map.of(Desk.ZERO, List.of(Desk.request(Desk.ZERO, 10))), Map.of());

    @Test
    void handsOnWhatWasPolled() {
        assertThat(inStep.onConsume(records)).isSameAs(records);
    }

    @Test
    void handsOnAtOnceWhereNothingIsOnItsWay() throws InterruptedException {
        assertThat(polling().join(SOON)).isTrue();

        handedOn.takenIn();

        assertThat(polling().join(SOON)).isTrue();
    }

    /** As it is behind a transaction: the connector hands nothing on, and the loop takes nothing in. */
    @Test
    void handsOnAtOnceBehindAPollThatBroughtNothing() throws InterruptedException {
        inStep.onConsume(ConsumerRecords.empty());

        assertThat(polling().join(SOON)).isTrue();
    }

    @Test
    void handsNothingOnBeforeTheLoopHasTakenInWhatCameBefore() throws InterruptedException {
        inStep.onConsume(records);
        Thread polling = polling();
        await().until(() -> polling.getState() == Thread.State.TIMED_WAITING || !polling.isAlive());
        assertThat(polling.isAlive()).isTrue();

        handedOn.takenIn();

        assertThat(polling.join(SOON)).isTrue();
    }

    /** Hands the records on, on a thread of its own. */
    private Thread polling() {
        return Thread.ofPlatform().start(() -> inStep.onConsume(records));
    }
}
