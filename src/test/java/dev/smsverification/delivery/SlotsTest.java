package dev.smsverification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

class SlotsTest {

    private final ManualLoop loop = new ManualLoop();
    private final List<String> admitted = new ArrayList<>();

    @Test
    void grantsAsManyAsThereAre() {
        Slots slots = slots(2);

        assertThat(slots.tryAcquire()).isTrue();
        assertThat(slots.tryAcquire()).isTrue();
        assertThat(slots.tryAcquire()).isFalse();
    }

    @Test
    void admitsOneForEachReleaseFirstComeFirstServed() {
        Slots slots = slots(1);
        List.of("first", "second", "third", "fourth").forEach(name -> enter(slots, name));

        slots.release(false);
        slots.release(false);

        assertThat(admitted).containsExactly("first", "second", "third");
    }

    @Test
    void letsNobodyPastThoseWhoWait() {
        Slots slots = slots(1);
        slots.close();
        enter(slots, "first");
        enter(slots, "second");

        slots.open();

        assertThat(admitted).containsExactly("first");
        assertThat(slots.tryAcquire()).isFalse();
    }

    @Test
    void grantsNothingWhileClosed() {
        Slots slots = slots(2);
        enter(slots, "before");
        slots.close();
        enter(slots, "meanwhile");

        slots.release(false);

        assertThat(admitted).containsExactly("before");
    }

    @Test
    void admitsAllThatFitWhenOpened() {
        Slots slots = slots(2);
        slots.close();
        List.of("first", "second", "third").forEach(name -> enter(slots, name));

        slots.open();

        assertThat(admitted).containsExactly("first", "second");
    }

    @Test
    void keepsTheirOrderWhenEverybodyIsWokenForNothing() {
        Slots slots = slots(2);
        slots.close();
        List.of("first", "second", "third").forEach(name -> enter(slots, name));

        slots.releaseCancelled();
        slots.open();

        assertThat(admitted).containsExactly("first", "second");
    }

    @Test
    void grantsNoMoreInPlaceOfAThrottledRequest() {
        Slots slots = slots(100);
        fill(slots);

        slots.release(true);

        assertThat(slots.tryAcquire()).isFalse();
    }

    @Test
    void grantsAllAgainWhenNothingIsThrottledAnyMore() {
        Slots slots = slots(100);
        int inUse = fill(slots) - 1;
        slots.release(true);

        for (int n = 0; n < 1_000; n++) {
            slots.release(false);
            inUse += fill(slots) - 1;
        }

        assertThat(inUse).isEqualTo(100);
    }

    @Test
    void goesOnWithAFewInTheWorstOfTimes() {
        Slots slots = slots(100);
        int inUse = fill(slots);

        for (int n = 0; n < 1_000; n++) {
            slots.release(true);
            inUse += fill(slots) - 1;
        }

        assertThat(inUse).isEqualTo(4);
    }

    @Test
    void admitsAtThePace() {
        Slots slots = new Slots(10, new RateLimiter(Optional.of(10), this::nanoTime), loop);
        List.of("first", "second", "third").forEach(name -> enter(slots, name));
        int atOnce = admitted.size();

        loop.pass(Duration.ofSeconds(1));

        assertThat(atOnce).isEqualTo(1);
        assertThat(admitted).containsExactly("first", "second", "third");
    }

    /** The moment comes between being refused and beginning to wait: nobody else would let it go on. */
    @Test
    void admitsAlsoWhoeverBeginsToWaitJustWhenItsMomentHasCome() {
        Deque<Long> times = new ArrayDeque<>(List.of(0L));
        Slots slots = new Slots(10,
                new RateLimiter(Optional.of(10), () -> times.size() > 1 ? times.remove() : times.peek()),
                loop);
        enter(slots, "first");
        slots.release(false);
        long moment = Duration.ofMillis(100).toNanos();
        times.addAll(List.of(moment - 1, moment));
        times.remove();

        enter(slots, "second");
        loop.pass(Duration.ofSeconds(1));

        assertThat(admitted).containsExactly("first", "second");
    }

    private Slots slots(int most) {
        return new Slots(most, new RateLimiter(Optional.empty(), System::nanoTime), loop);
    }

    private void enter(Slots slots, String name) {
        if (slots.tryAcquire()) {
            admitted.add(name);
        } else {
            slots.changed(() -> true).subscribe().with(_ -> enter(slots, name));
        }
    }

    /** Takes all there are; answers how many. */
    private static int fill(Slots slots) {
        int taken = 0;
        while (slots.tryAcquire()) {
            taken++;
        }
        return taken;
    }

    private long nanoTime() {
        return Duration.between(Instant.EPOCH, loop.now()).toNanos();
    }
}
