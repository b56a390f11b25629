package dev.smsverification.delivery;

import java.time.Clock;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.smsverification.event.Attempt;
import dev.smsverification.event.SmsRequest;
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

    /** What follows from an attempt, and whether the provider asked for less traffic. */
    record Tried(Disposition disposition, boolean throttled) {}

    Uni<Tried> attempt(SmsRequest request, Attempt attempt) {
        return switch (renderer.apply(request)) {
            case Rendering.Unrenderable(var reason) ->
                Uni.createFrom().item(new Tried(Disposition.DeadLetter.failed(reason, OptionalInt.empty()), false));
            case Rendering.Text text -> send(request, attempt, text.body()).map(outcome -> new Tried(
                    policy.decide(request, attempt, outcome, clock.instant()), outcome instanceof Outcome.Throttled));
        };
    }

    private Uni<Outcome> send(SmsRequest request, Attempt attempt, String body) {
        Supplier<TextMessage> message = () -> new TextMessage(request.phone(), body,
                Duration.between(clock.instant(), request.expiresAt()));
        if (!attempt.uncertain()) {
            return sendOrRepeat(message);
        }
        return sender.find(message.get(), attempt.firstAt())
                .chain(found -> found.map(outcome -> Uni.createFrom().item(outcome))
                        .orElseGet(() -> sendOrRepeat(message)));
    }

    private Uni<Outcome> sendOrRepeat(Supplier<TextMessage> message) {
        return sender.send(message.get()).chain(outcome -> outcome instanceof Outcome.NotSent
                ? moment.get().chain(() -> sender.send(message.get()))
                : Uni.createFrom().item(outcome));
    }
}
