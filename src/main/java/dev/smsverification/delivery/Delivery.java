package dev.smsverification.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

import dev.smsverification.event.Decoded;
import dev.smsverification.event.Decoder;
import dev.smsverification.event.Received;
import dev.smsverification.event.SmsRequest;
import dev.smsverification.event.Status;
import dev.smsverification.guard.Guard;
import dev.smsverification.template.Rendering;
import io.smallrye.mutiny.Uni;

/**
 * The path of a record: decode, guard, render, send, decide, publish. Confined to the event loop, where it handles as
 * many records at once as there are slots.
 */
public final class Delivery {

    private final Decoder decoder;
    private final List<Guard> guards;
    private final Function<SmsRequest, Rendering> renderer;
    private final Sender sender;
    private final RetryPolicy policy;
    private final Outbox outbox;
    private final Slots slots;
    private final AccountPause pause;
    private final EventLoop loop;
    private final Clock clock;

    Delivery(Decoder decoder, List<Guard> guards, Function<SmsRequest, Rendering> renderer, Sender sender,
            RetryPolicy policy,
            Outbox outbox, Slots slots, AccountPause pause, EventLoop loop, Clock clock) {
        this.decoder = decoder;
        this.guards = guards;
        this.renderer = renderer;
        this.sender = sender;
        this.policy = policy;
        this.outbox = outbox;
        this.slots = slots;
        this.pause = pause;
        this.loop = loop;
        this.clock = clock;
    }

    private record Task(Received received, SmsRequest request, Lease lease) {}

    /** Handles one record to its end. Whatever goes wrong with it is a result, not a failure. */
    public Uni<Handling> handle(Received received, Lease lease) {
        return switch (decoder.decode(received)) {
            case Decoded.Valid(SmsRequest request) -> attempt(new Task(received, request, lease));
            case Decoded.Malformed(var eventId, var reason, var detail) ->
                publish(new Result(received, eventId, Optional.empty(),
                        new Disposition.DeadLetter(Status.FAILED, reason, OptionalInt.empty(), Optional.of(detail)),
                        clock.instant()));
        };
    }

    /** To be called when leases have ended, so that records that wait for their turn are left. */
    public void leasesEnded() {
        slots.wakeAll();
    }

    private Uni<Handling> attempt(Task task) {
        if (!task.lease().held()) {
            return Uni.createFrom().item(Handling.LEFT);
        }
        Optional<Disposition.Settled> refusal = refusal(task.request());
        if (refusal.isPresent()) {
            return settle(task, refusal.get());
        }
        if (!slots.tryAcquire()) {
            return slots.changed().chain(() -> attempt(task));
        }
        return decide(task).emitOn(loop).onTermination().invoke(slots::release).chain(disposition -> {
            return switch (disposition) {
                case Disposition.Sent sent -> taken(task, sent);
                case Disposition.Settled settled -> settle(task, settled);
                case Disposition.Halt(OptionalInt errorCode) -> waitForAccount(task, errorCode);
            };
        });
    }

    private Uni<Handling> taken(Task task, Disposition.Sent sent) {
        pause.taken();
        return settle(task, sent);
    }

    private Uni<Handling> waitForAccount(Task task, OptionalInt errorCode) {
        pause.begin(errorCode);
        return attempt(task);
    }

    private Optional<Disposition.Settled> refusal(SmsRequest request) {
        Instant now = clock.instant();
        return guards.stream().flatMap(guard -> guard.check(request, now).stream()).findFirst()
                .map(refusal -> new Disposition.Dropped(refusal.status(), refusal.reason()));
    }

    private Uni<Disposition> decide(Task task) {
        return switch (renderer.apply(task.request())) {
            case Rendering.Unrenderable(var reason) ->
                Uni.createFrom().item(Disposition.DeadLetter.failed(reason, OptionalInt.empty()));
            case Rendering.Text text -> send(task, text.body())
                    .map(outcome -> policy.decide(task.request(), task.received().attempt(), outcome, clock.instant()));
        };
    }

    private Uni<Outcome> send(Task task, String body) {
        SmsRequest request = task.request();
        var message = new TextMessage(request.phone(), body, Duration.between(clock.instant(), request.expiresAt()));
        if (!task.received().attempt().uncertain()) {
            return sender.send(message);
        }
        return sender.find(message, task.received().attempt().firstAt())
                .chain(found -> found.map(outcome -> Uni.createFrom().item(outcome))
                        .orElseGet(() -> sender.send(message)));
    }

    private Uni<Handling> settle(Task task, Disposition.Settled disposition) {
        return publish(new Result(task.received(), task.request().eventId(), Optional.of(task.request()), disposition,
                clock.instant()));
    }

    private Uni<Handling> publish(Result result) {
        return outbox.publish(result).emitOn(loop).replaceWith(Handling.SETTLED);
    }
}
