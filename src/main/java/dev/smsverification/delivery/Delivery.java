package dev.smsverification.delivery;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;

import jakarta.inject.Singleton;

import dev.smsverification.event.Decoded;
import dev.smsverification.event.Decoder;
import dev.smsverification.event.Received;
import dev.smsverification.event.SmsRequest;
import dev.smsverification.guard.Guards;
import dev.smsverification.guard.History;
import dev.smsverification.guard.NewestCodes;
import dev.smsverification.guard.Refusal;
import io.smallrye.mutiny.Uni;

/**
 * The path of a record: decode, guard, render, send, decide, publish. Confined to the event loop. Sends as many messages at once as there
 * are slots, but one at a time for each recipient and each event id.
 */
@Singleton
public final class Delivery {

    /** After this many account refusals of one record, with other messages accepted in between, the record is to blame and dead-lettered. */
    private static final int MOST_PAUSES = 8;

    private final Decoder decoder;
    private final History history;
    private final NewestCodes newest;
    private final Unreported unreported;
    private final Guards guards;
    private final AttemptRunner runner;
    private final Outbox outbox;
    private final Slots slots;
    private final AccountPause pause;
    private final EventLoop loop;
    private final InstantSource clock;
    private final LeaseConfirmation confirmation;
    /** By event id. */
    private final TurnQueues events;
    /** By phone number. */
    private final TurnQueues recipients;

    Delivery(Decoder decoder, History history, NewestCodes newest, Unreported unreported, AttemptRunner runner,
            Outbox outbox, Slots slots, AccountPause pause, EventLoop loop, InstantSource clock) {
        this.decoder = decoder;
        this.history = history;
        this.newest = newest;
        this.unreported = unreported;
        this.guards = new Guards(history, newest);
        this.runner = runner;
        this.outbox = outbox;
        this.slots = slots;
        this.pause = pause;
        this.loop = loop;
        this.clock = clock;
        this.confirmation = new LeaseConfirmation(clock);
        this.events = new TurnQueues(loop);
        this.recipients = new TurnQueues(loop);
    }

    /** Handles one record to its end. Whatever is wrong with the record is a result, not a failure. */
    public Uni<Handling> handle(Received consumed, Lease lease) {
        // It may have been given up because nobody knew whether it had been sent.
        Received received = consumed.replayed() && runner.canReconcile() ? consumed.maybeSent() : consumed;
        Decoded decoded = decoder.decode(received);
        if (history.settled(received, decoded.eventId(), clock.instant())) {
            return Uni.createFrom().item(Handling.SETTLED);
        }
        return switch (decoded) {
            case Decoded.Valid(SmsRequest request) -> handle(new Task(received, request, lease));
            case Decoded.Malformed malformed -> confirmation.whenConfirmed(lease, () -> lease.held()
                    ? publish(givenUp(received, malformed))
                    : Uni.createFrom().item(Handling.LEFT));
        };
    }

    private Result givenUp(Received received, Decoded.Malformed malformed) {
        Instant now = clock.instant();
        String eventId = malformed.eventId();
        // Given up here and now: an earlier worker's dead letter needs no report of its own.
        unreported.take(received.source(), received.attempt().number());
        // A malformed record must not claim the id of an event in flight. An id made from its offset cannot come again, so it is not
        // remembered: a flood would evict real ids.
        if (!events.contains(eventId) && !eventId.equals(received.source().id())) {
            history.malformed(eventId, now);
        }
        return new Result(received, eventId, Optional.empty(),
                new Disposition.DeadLetter(malformed.reason(), OptionalInt.empty(), Optional.of(malformed.detail())),
                now);
    }

    /** Lets all go on whose wait is cancelled. To be called when leases have ended, so that records that still wait are left. */
    public void releaseCancelled() {
        events.releaseCancelled();
        recipients.releaseCancelled();
        confirmation.releaseCancelled();
        slots.releaseCancelled();
    }

    /** Confirms the leases until {@code end}. Before that, and after it, nothing is sent or refused. */
    public void leasesHoldUntil(Instant end) {
        confirmation.confirmUntil(end);
    }

    /** Whether the leases are confirmed now. */
    public boolean leasesHold() {
        return confirmation.isGiven();
    }

    /** Whether an event is a duplicate is known when the one in flight with its id has ended, whichever number that one is for. */
    private Uni<Handling> handle(Task task) {
        return events.inTurn(task.eventId(), () -> !task.lease().held(), () -> inTurnOfRecipient(task))
                .chain(Ending::end);
    }

    private Uni<Ending> inTurnOfRecipient(Task task) {
        if (!task.lease().held()) {
            return Ending.with(Handling.LEFT);
        }
        String recipient = task.request().phone().e164();
        if (!history.bringsNoNewCode(task.received(), task.request(), clock.instant())) {
            newest.add(task.request(), task.received().source(), clock.instant());
            recipients.releaseCancelled(recipient);
        }
        return recipients.inTurn(recipient, () -> isWaitCancelled(task), () -> attempt(task));
    }

    /** While the lease is not confirmed, another worker may have the record: only one of them is to report on it. */
    private Uni<Ending> attempt(Task task) {
        return confirmation.whenConfirmed(task.lease(),
                () -> endingWithoutAttempt(task).orElseGet(() -> sendInSlot(task)));
    }

    /**
     * The ending of a record that needs no attempt: its lease has ended, it has its result already, it was given up before a crash, or it is
     * refused.
     */
    private Optional<Uni<Ending>> endingWithoutAttempt(Task task) {
        Received received = task.received();
        if (!task.lease().held()) {
            return Optional.of(Ending.with(Handling.LEFT));
        }
        if (history.settled(received, task.eventId(), clock.instant())) {
            // By another copy of this attempt, or a later attempt.
            return Optional.of(Ending.with(Handling.SETTLED));
        }
        return unreported.take(received.source(), task.attempt().number())
                .map(givenUp -> decided(task, givenUp.why(), givenUp.at()))
                .or(() -> finalRefusal(task)
                        .map(why -> decided(task, runner.refused(task.attempt(), why), clock.instant())));
    }

    private Uni<Ending> sendInSlot(Task task) {
        return slots.tryAcquire()
                ? send(task)
                : slots.changed(() -> isWaitCancelled(task)).chain(() -> attempt(task));
    }

    /** Holds a slot. What is refused is not sent: the provider is only asked about it. */
    private Uni<Ending> send(Task task) {
        int generation = pause.generation();
        return Uni.createFrom().deferred(() -> runner.attempt(task, new AttemptRunner.Permission(
                () -> confirmation.timeLeft(task.lease()), confirmation::isGiven, () -> refusal(task))))
                .emitOn(loop)
                // After a fault of this program too: the slot would be lost for good.
                .onItemOrFailure().invoke((result, fault) -> slots.release(fault == null && result.throttled()))
                .invoke(result -> {
                    if (result.accepted()) {
                        pause.accepted(generation);
                    }
                })
                .chain(result -> switch (result.disposition()) {
                    case Disposition.Decided disposition -> decided(task, disposition, result.at());
                    case Disposition.Halt(OptionalInt errorCode) -> waitForAccount(task, result, errorCode);
                    case Disposition.Untried() -> attempt(task);
                });
    }

    private boolean isWaitCancelled(Task task) {
        return !task.lease().held() || finalRefusal(task).isPresent();
    }

    /** A refusal of which the provider need not be asked first. */
    private Optional<Refusal> finalRefusal(Task task) {
        return refusal(task).filter(_ -> !mustReconcile(task));
    }

    private Optional<Refusal> refusal(Task task) {
        return guards.check(task.request(), task.received(), clock.instant());
    }

    /** Not for a duplicate: what the provider has is the message of the first event. */
    private boolean mustReconcile(Task task) {
        return runner.canBeAskedAbout(task.attempt())
                && !history.handled(task.received(), task.eventId(), clock.instant());
    }

    private Uni<Ending> waitForAccount(Task task, AttemptRunner.AttemptResult result, OptionalInt errorCode) {
        Task refused = task.refused(pause.proofs());
        if (refused.pauses() >= MOST_PAUSES) {
            // Others are accepted, so it is not the account; and all of them would wait for this one.
            return decided(task, runner.givenUp(task.attempt(), result, errorCode), result.at());
        }
        pause.begin(errorCode, this::releaseCancelled);
        return attempt(refused);
    }

    private Uni<Ending> decided(Task task, Disposition.Decided disposition, Instant at) {
        Received received = task.received();
        String eventId = task.eventId();
        int attempt = task.attempt().number();
        Ending ending = () -> publish(new Result(received, eventId, Optional.of(task.request()), disposition, at));
        if (disposition instanceof Disposition.RetryAt retry) {
            history.retryAnnounced(eventId, received.source(), attempt, retry.next().dueAt(), at);
            // If a crash undid the retry, this message would be sent after the recipient's next one.
            return ending.inTurn(loop);
        }
        history.ended(eventId, received.source(), attempt, disposition.status(), at);
        return Uni.createFrom().item(ending);
    }

    private Uni<Handling> publish(Result result) {
        return outbox.publish(result).replaceWith(Handling.SETTLED);
    }
}
