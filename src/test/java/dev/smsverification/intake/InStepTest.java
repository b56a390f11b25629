package dev.smsverification.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.junit.jupiter.api.Test;

class InStepTest {

    private final HandedOn handedOn = new HandedOn();
    private final InStep inStep = new InStep(handedOn);
    private final ConsumerRecords<byte[], byte[]> records = new ConsumerRecords<>(
            Map.of(Desk.ZERO, List.of(Desk.request(Desk.ZERO, 10))), Map.of());

    @Test
    void handsOnAtOnceWhereNothingIsOnItsWay() {
        assertThat(inStep.onConsume(records)).isSameAs(records);

        handedOn.takenIn();

        assertThat(inStep.onConsume(records)).isSameAs(records);
    }

    /** As it is behind a transaction: the connector hands nothing on, and the loop takes nothing in. */
    @Test
    void handsOnAtOnceBehindAPollThatBroughtNothing() {
        Thread polling = Thread.ofPlatform().start(() -> {
            inStep.onConsume(ConsumerRecords.empty());
            inStep.onConsume(records);
        });

        await().until(() -> polling.getState() == Thread.State.TIMED_WAITING || !polling.isAlive());
        assertThat(polling.isAlive()).isFalse();
    }

    @Test
    void handsNothingOnBeforeTheLoopHasTakenInWhatCameBefore() throws InterruptedException {
        inStep.onConsume(records);
        Thread polling = Thread.ofPlatform().start(() -> inStep.onConsume(records));
        await().until(() -> polling.getState() == Thread.State.TIMED_WAITING || !polling.isAlive());
        boolean waiting = polling.isAlive();

        handedOn.takenIn();

        polling.join();
        assertThat(waiting).isTrue();
    }
}
