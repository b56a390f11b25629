package dev.smsverification.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;

class HandOverTest {

    private final AtomicInteger calls = new AtomicInteger();
    private final HandOver<String> handOver = new HandOver<>(calls::incrementAndGet);
    private final List<String> taken = new ArrayList<>();

    @Test
    void callsOnceForAllThatWaits() {
        handOver.add("a");
        handOver.add("b");

        assertThat(calls).hasValue(1);
        handOver.takeAll(taken::add);
        assertThat(taken).containsExactly("a", "b");
    }

    @Test
    void callsAgainForWhatComesAfterwards() {
        handOver.add("a");
        handOver.takeAll(taken::add);
        handOver.add("b");

        assertThat(calls).hasValue(2);
    }

    @Test
    void whatFailsForOneThingKeepsNoOther() {
        handOver.add("bad");
        handOver.add("good");
        Consumer<String> taker = thing -> {
            if (thing.equals("bad")) {
                throw new IllegalStateException(thing);
            }
            taken.add(thing);
        };

        assertThatThrownBy(() -> handOver.takeAll(taker)).isInstanceOf(IllegalStateException.class);
        assertThat(calls).hasValue(2);
        handOver.takeAll(taker);
        assertThat(taken).containsExactly("good");
    }

    @Test
    void nothingIsForgottenBetweenThreads() throws InterruptedException {
        int each = 100_000;
        CountDownLatch left = new CountDownLatch(2 * each);
        try (ExecutorService other = Executors.newSingleThreadExecutor()) {
            var busy = new Object() {
                final HandOver<Integer> handOver = new HandOver<>(() -> other.execute(this::take));

                void take() {
                    handOver.takeAll(_ -> left.countDown());
                }
            };
            Runnable adder = () -> {
                for (int n = 0; n < each; n++) {
                    busy.handOver.add(n);
                }
            };
            Thread second = Thread.ofPlatform().start(adder);
            adder.run();
            second.join();
        }

        assertThat(left.getCount()).isZero();
    }
}
