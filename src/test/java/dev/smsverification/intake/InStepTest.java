package dev.smsverification.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.junit.jupiter.api.Test;

class InStepTest {

    private final HandedOn handedOn = new HandedOn();
    private final InStep inStep = new InStep(handedOn);
    private final ConsumerRecords<byte[], byte[]> records = ConsumerRecords.empty();

    @Test
    void handsOnAtOnceWhereNothingIsOnItsWay() {
        assertThat(inStep.onConsume(records)).isSameAs(records);

        handedOn.takenIn();

        assertThat(inStep.onConsume(records)).isSameAs(records);
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
