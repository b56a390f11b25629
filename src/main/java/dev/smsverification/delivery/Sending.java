package dev.smsverification.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.smsverification.event.Attempt;
import dev.smsverification.event.Reason;
import dev.smsverification.event.SmsRequest;
import dev.smsverification.event.Status;
import dev.smsverification.guard.Guards;
import dev.smsverification.guard.Refusal;
import dev.smsverification.template.Rendering;
import io.smallrye.mutiny.Uni;

/** One attempt: render, send, decide. */
final class Sending {

    private final Function<SmsRequest, Rendering> renderer;
    private final Sender sender;
    private final RetryPolicy policy;
    private final Supplier<Uni<Void>> moment;
    private final Clock clock;

    /** @param moment passes before the one repetition at once of what was certainly not sent; with full jitter */
    Sending(Function<SmsRequest, Rendering> renderer, Sender sender, RetryPolicy policy, Supplier<Uni<Void>> moment,
            Clock clock) {
        this.renderer = renderer;
        this.sender = sender;
        this.policy = policy;
        this.moment = moment;
        this.clock = clock;
    }

    /** What follows from an attempt, whether the provider asked for less traffic, and when that was known. */
    record Tried(Disposition disposition, boolean throttled, Instant at) {}

    Uni<Tried> attempt(SmsRequest request, Attempt attempt) {
        return switch (renderer.apply(request)) {
            case Rendering.Unrenderable(var reason) -> Uni.createFrom().item(
                    new Tried(Disposition.DeadLetter.failed(reason, OptionalInt.empty()), false, clock.instant()));
            case Rendering.Text text ->
                attempt.uncertain() ? findOrSend(request, attempt, text) : send(request, attempt, text);
        };
    }

    /**
     * What follows when the request must not be sent any more. That nothing was sent can only be said when the provider
     * knows nothing of an earlier attempt that may have been; what it knows of a duplicate is the result of the first one.
     */
    Uni<Disposition.Settled> refuse(SmsRequest request, Attempt attempt, Refusal refusal) {
        Disposition.Settled dropped = new Disposition.Dropped(refusal.status(), refusal.reason());
        if (!attempt.uncertain() || refusal.status() == Status.DUPLICATE
                || !(renderer.apply(request) instanceof Rendering.Text text)) {
            return Uni.createFrom().item(dropped);
        }
        return sender.find(message(request, text), attempt.firstAt())
                .map(found -> found.map(RetryPolicy::giveUp).orElse(dropped));
    }

    private Tried follow(SmsRequest request, Attempt attempt, Outcome outcome) {
        Instant now = clock.instant();
        return new Tried(policy.decide(request, attempt, outcome, now), outcome instanceof Outcome.Throttled, now);
    }

    private Uni<Tried> findOrSend(SmsRequest request, Attempt attempt, Rendering.Text text) {
        return sender.find(message(request, text), attempt.firstAt()).chain(found -> {
            Instant now = clock.instant();
            if (found.isEmpty() && !Guards.expired(request, now)) {
                return send(request, attempt, text);
            }
            // The code may have expired while the provider was asked.
            return Uni.createFrom().item(found.map(outcome -> follow(request, attempt, outcome))
                    .orElseGet(
                            () -> new Tried(new Disposition.Dropped(Status.EXPIRED, Reason.CODE_EXPIRED), false, now)));
        });
    }

    private Uni<Tried> send(SmsRequest request, Attempt attempt, Rendering.Text text) {
        return sendOrRepeat(() -> message(request, text)).map(outcome -> follow(request, attempt, outcome));
    }

    private TextMessage message(SmsRequest request, Rendering.Text text) {
        return new TextMessage(request.phone(), text.body(), text.segments().count(),
                Duration.between(clock.instant(), request.expiresAt()));
    }

    private Uni<Outcome> sendOrRepeat(Supplier<TextMessage> message) {
        return sender.send(message.get()).chain(outcome -> outcome instanceof Outcome.NotSent
                ? moment.get().chain(() -> sender.send(message.get()))
                : Uni.createFrom().item(outcome));
    }
}
