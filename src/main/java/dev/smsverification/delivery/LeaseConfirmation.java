package dev.smsverification.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import io.smallrye.mutiny.Uni;

/** Until when the consumer group has confirmed the leases. What must not begin unconfirmed waits here. Confined to the event loop. */
final class LeaseConfirmation {

    private final InstantSource clock;
    private final WaitQueue waiting = new WaitQueue();
    private Instant end = Instant.EPOCH;

    LeaseConfirmation(InstantSource clock) {
        this.clock = clock;
    }

    /** Confirms all leases until {@code newEnd}. At first none is confirmed. */
    void confirmUntil(Instant newEnd) {
        end = newEnd;
        releaseCancelled();
    }

    /** How much longer the lease is confirmed; not positive when it is not, or has ended. */
    Duration timeLeft(Lease lease) {
        return lease.held() ? timeLeft() : Duration.ZERO;
    }

    /** Does the work as soon as the lease is confirmed, or has ended. */
    <T> Uni<T> whenConfirmed(Lease lease, Supplier<Uni<T>> work) {
        BooleanSupplier known = () -> !lease.held() || isGiven();
        return known.getAsBoolean()
                ? work.get()
                : Uni.createFrom().<Boolean>emitter(turn -> waiting.join(turn, known))
                        .chain(() -> whenConfirmed(lease, work));
    }

    /** Lets all go on whose lease has ended. */
    void releaseCancelled() {
        waiting.releaseCancelled();
    }

    boolean isGiven() {
        return timeLeft().isPositive();
    }

    private Duration timeLeft() {
        return Duration.between(clock.instant(), end);
    }
}
