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

class WakeOnceQueueTest {

    private final AtomicInteger wakes = new AtomicInteger();
    private final WakeOnceQueue<String> queue = new WakeOnceQueue<>(wakes::incrementAndGet);
    private final List<String> taken = new ArrayList<>();

    @Test
    void wakesOnceForAllThatWaits() {
        queue.add("a");
        queue.add("b");

        assertThat(wakes).hasValue(1);
        queue.takeAll(taken::add);
        assertThat(taken).containsExactly("a", "b");
    }

    @Test
    void wakesAgainForWhatComesAfterwards() {
        queue.add("a");
        queue.takeAll(taken::add);
        queue.add("b");

        assertThat(wakes).hasValue(2);
    }

    @Test
    void whatFailsForOneKeepsNoOther() {
        queue.add("bad");
        queue.add("good");
        Consumer<String> taker = thing -> {
            if (thing.equals("bad")) {
                throw new IllegalStateException(thing);
            }
            taken.add(thing);
        };

        assertThatThrownBy(() -> queue.takeAll(taker)).isInstanceOf(IllegalStateException.class);
        assertThat(wakes).hasValue(2);
        queue.takeAll(taker);
        assertThat(taken).containsExactly("good");
    }

    @Test
    void nothingIsForgottenBetweenThreads() throws InterruptedException {
        int each = 100_000;
        CountDownLatch left = new CountDownLatch(2 * each);
        try (ExecutorService other = Executors.newSingleThreadExecutor()) {
            var busy = new Object() {
                final WakeOnceQueue<Integer> queue = new WakeOnceQueue<>(() -> other.execute(this::take));

                void take() {
                    queue.takeAll(_ -> left.countDown());
                }
            };
            Runnable adder = () -> {
                for (int n = 0; n < each; n++) {
                    busy.queue.add(n);
                }
            };
            Thread second = Thread.ofPlatform().start(adder);
            adder.run();
            second.join();
        }

        assertThat(left.getCount()).isZero();
    }
}
