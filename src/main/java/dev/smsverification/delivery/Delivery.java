package dev.smsverification.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import jakarta.inject.Singleton;

import dev.smsverification.event.Decoded;
import dev.smsverification.event.Decoder;
import dev.smsverification.event.Received;
import dev.smsverification.event.SmsRequest;
import dev.smsverification.event.Status;
import dev.smsverification.guard.Guards;
import dev.smsverification.guard.History;
import dev.smsverification.guard.NewestCodes;
import dev.smsverification.guard.Refusal;
import io.smallrye.mutiny.Uni;

/**
 * The path of a record: decode, guard, render, send, decide, publish. Confined to the event loop, where it handles as
 * many records at once as there are slots, one at a time for each recipient.
 */
@Singleton
public final class Delivery {

    /** One record may bring about so many pauses of the account while others can be sent. */
    private static final int MOST_PAUSES = 8;

    private final Decoder decoder;
    private final History history;
    private final NewestCodes newest;
    private final Unreported unreported;
    private final Guards guards;
    private final Sending sending;
    private final Outbox outbox;
    private final Slots slots;
    private final AccountPause pause;
    private final EventLoop loop;
    private final Clock clock;
    private final Turns turns;
    /** By event id, the recipient of the first event that has it. */
    private final Map<String, String> underWay = new HashMap<>();

    Delivery(Decoder decoder, History history, NewestCodes newest, Unreported unreported, Sending sending,
            Outbox outbox, Slots slots, AccountPause pause, EventLoop loop, Clock clock) {
        this.decoder = decoder;
        this.history = history;
        this.newest = newest;
        this.unreported = unreported;
        this.guards = new Guards(history, newest);
        this.sending = sending;
        this.outbox = outbox;
        this.slots = slots;
        this.pause = pause;
        this.loop = loop;
        this.clock = clock;
        this.turns = new Turns(loop);
    }

    /** Publishing the result, which is no part of the turn: the recipient's next message need not wait until it is durable. */
    private interface Ending {

        Uni<Handling> end();

        static Ending with(Handling handling) {
            return () -> Uni.createFrom().item(handling);
        }
    }

    /** Handles one record to its end. Whatever goes wrong with it is a result, not a failure. */
    public Uni<Handling> handle(Received consumed, Lease lease) {
        // It may have been given up because nobody knew whether it had been sent.
        Received received = consumed.replayed() && sending.canReconcile() ? consumed.maybeSent() : consumed;
        Decoded decoded = decoder.decode(received);
        if (history.settled(received, decoded.eventId(), clock.instant())) {
            return Uni.createFrom().item(Handling.SETTLED);
        }
        return switch (decoded) {
            case Decoded.Valid(SmsRequest request) -> handle(new Task(received, request, lease));
            case Decoded.Malformed malformed -> whenConfirmed(lease, () -> lease.held()
                    ? publish(givenUp(received, malformed))
                    : Uni.createFrom().item(Handling.LEFT));
        };
    }

    private Result givenUp(Received received, Decoded.Malformed malformed) {
        Instant now = clock.instant();
        String eventId = malformed.eventId();
        // It is given up again, whatever a worker before said of it.
        unreported.take(received.source(), received.attempt());
        // An event under way keeps its id. And where none is given, the name of the place is not worth the memory: there may be a flood.
        if (!underWay.containsKey(eventId) && !eventId.equals(received.source().id())) {
            history.ended(eventId, received.source(), received.attempt(), Status.FAILED, now);
        }
        return new Result(received, eventId, Optional.empty(),
                new Disposition.DeadLetter(malformed.reason(), OptionalInt.empty(), Optional.of(malformed.detail())),
                now);
    }

    /** To be called when leases have ended, so that records that wait for their turn are left. */
    public void leasesEnded() {
        turns.releasePointless();
        slots.releasePointless();
    }

    /** Leases are confirmed until {@code end}: later, nothing is sent or given up until they are confirmed again. Never called, there is no end. */
    public void leasesHoldUntil(Instant end) {
        slots.openUntil(end);
    }

    private Uni<Handling> handle(Task task) {
        String eventId = task.request().eventId();
        String recipient = task.request().phone().e164();
        String firstRecipient = underWay.putIfAbsent(eventId, recipient);
        if (firstRecipient != null && !firstRecipient.equals(recipient)) {
            return handleAfterFirst(firstRecipient, task);
        }
        boolean first = firstRecipient == null;
        boolean repeated = !first || history.handled(task.received(), eventId, clock.instant())
                || history.superseded(eventId, clock.instant());
        if (!repeated) {
            // An event that comes a second time brings no newer code.
            newest.add(task.request(), task.received().source(), clock.instant());
            turns.releasePointless(recipient);
        }
        // A repeated event waits for what becomes of the first.
        BooleanSupplier pointless = () -> first ? isWaitPointless(task) : !task.lease().held();
        return turns.inTurn(recipient, pointless, () -> attempt(task)).onTermination().invoke(() -> {
            if (first) {
                underWay.remove(eventId);
            }
        }).chain(Ending::end);
    }

    /** An event under way has the id for another number: only when it has ended is it known what this one is. */
    private Uni<Handling> handleAfterFirst(String firstRecipient, Task task) {
        return turns.inTurn(firstRecipient, () -> !task.lease().held(), () -> Uni.createFrom().voidItem())
                .chain(() -> task.lease().held() ? handle(task) : Uni.createFrom().item(Handling.LEFT));
    }

    private Uni<Ending> attempt(Task task) {
        return whenConfirmed(task.lease(),
                () -> known(task).map(ending -> Uni.createFrom().item(ending)).orElseGet(() -> guard(task)));
    }

    /** While nobody has confirmed the lease, another worker may have the record: only one of the two is to report on it. */
    private <T> Uni<T> whenConfirmed(Lease lease, Supplier<Uni<T>> work) {
        BooleanSupplier known = () -> !lease.held() || slots.timeLeft().isPositive();
        return known.getAsBoolean() ? work.get() : slots.changed(known).chain(() -> whenConfirmed(lease, work));
    }

    /** Where there is nothing to try: the record is no longer ours, has been settled meanwhile, or was given up before a crash. */
    private Optional<Ending> known(Task task) {
        Received received = task.received();
        if (!task.lease().held()) {
            return Optional.of(Ending.with(Handling.LEFT));
        }
        if (history.settled(received, task.request().eventId(), clock.instant())) {
            // Another copy of this attempt, or a later one, had its turn before.
            return Optional.of(Ending.with(Handling.SETTLED));
        }
        return unreported.take(received.source(), received.attempt())
                .map(givenUp -> settled(task, givenUp.why(), givenUp.at()));
    }

    private Uni<Ending> guard(Task task) {
        Optional<Refusal> refusal = refusal(task);
        if (refusal.isPresent() && !mustReconcile(task)) {
            return Uni.createFrom().item(
                    settled(task, sending.refused(task.received().attempt(), refusal.get()), clock.instant()));
        }
        return slots.tryAcquire()
                ? send(task, refusal)
                : slots.changed(() -> isWaitPointless(task)).chain(() -> attempt(task));
    }

    /** In a slot. What is refused is not sent, but the provider asked about it. */
    private Uni<Ending> send(Task task, Optional<Refusal> refusal) {
        return Uni.createFrom().deferred(() -> refusal
                .map(why -> sending.reconcile(task.request(), task.received().attempt(), why))
                .orElseGet(() -> sending.attempt(task.request(), task.received().attempt(),
                        () -> task.lease().held() ? slots.timeLeft() : Duration.ZERO, () -> refusal(task))))
                .emitOn(loop)
                // Whatever becomes of it: a slot that a fault of this program kept would be gone for good.
                .onItemOrFailure().invoke((result, fault) -> slots.release(fault == null && result.throttled()))
                .invoke(result -> {
                    if (result.taken()) {
                        pause.taken();
                    }
                })
                .chain(result -> switch (result.disposition()) {
                    case Disposition.Settled disposition ->
                        Uni.createFrom().item(settled(task, disposition, result.at()));
                    case Disposition.Halt(OptionalInt errorCode) -> waitForAccount(task, result, errorCode);
                    case Disposition.Untried() -> attempt(task);
                });
    }

    private boolean isWaitPointless(Task task) {
        return !task.lease().held()
                || slots.timeLeft().isPositive() && refusal(task).isPresent() && !mustReconcile(task);
    }

    /** What the provider knows of an event that was handled before is the result of the first one. */
    private boolean mustReconcile(Task task) {
        return sending.mustReconcile(task.received().attempt())
                && !history.handled(task.received(), task.request().eventId(), clock.instant());
    }

    private Optional<Refusal> refusal(Task task) {
        return guards.check(task.request(), task.received(), clock.instant());
    }

    private Uni<Ending> waitForAccount(Task task, Sending.AttemptResult result, OptionalInt errorCode) {
        Task refused = task.refused(pause.resumed());
        if (refused.pauses() >= MOST_PAUSES) {
            // While others are taken time and again it is not the account, and everybody else waits for it.
            return Uni.createFrom().item(settled(task, sending.givenUp(task.received().attempt(), result, errorCode),
                    result.at()));
        }
        pause.begin(errorCode);
        return attempt(refused);
    }

    private Ending settled(Task task, Disposition.Settled disposition, Instant at) {
        Received received = task.received();
        String eventId = task.request().eventId();
        if (disposition instanceof Disposition.RetryAt retry) {
            history.retryAnnounced(eventId, received.source(), retry.next(), at);
        } else {
            history.ended(eventId, received.source(), received.attempt(), disposition.status(), at);
        }
        return () -> publish(new Result(received, eventId, Optional.of(task.request()), disposition, at));
    }

    private Uni<Handling> publish(Result result) {
        return outbox.publish(result).replaceWith(Handling.SETTLED);
    }
}
