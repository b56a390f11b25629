package dev.smsverification.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.junit.jupiter.api.Test;

class InStepTest {

    private final BlockingQueue<Runnable> loop = new LinkedBlockingQueue<>();
    private final InStep inStep = new InStep(loop::add);

    @Test
    void letsNothingThroughBeforeTheLoopHasGotRoundToIt() throws InterruptedException {
        ConsumerRecords<byte[], byte[]> records = ConsumerRecords.empty();
        CompletableFuture<ConsumerRecords<byte[], byte[]>> polled = CompletableFuture
                .supplyAsync(() -> inStep.onConsume(records));
        Runnable next = loop.take();
        boolean before = polled.isDone();

        next.run();

        assertThat(before).isFalse();
        assertThat(polled.join()).isSameAs(records);
    }
}
