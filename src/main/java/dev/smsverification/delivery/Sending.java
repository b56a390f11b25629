package dev.smsverification.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.smsverification.event.Attempt;
import dev.smsverification.event.Reason;
import dev.smsverification.event.SmsRequest;
import dev.smsverification.event.Status;
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

    /**
     * What follows from an attempt.
     *
     * @param throttled whether the provider asked for less traffic
     * @param sent whether the message was sent, or at least tried to be, and not only asked about
     * @param at when that was known
     */
    record AttemptResult(Disposition disposition, boolean throttled, boolean sent, Instant at) {

        /** Whether the provider took the message, which proves that the account can send; not so where it turns out to have it. */
        boolean taken() {
            return sent && disposition instanceof Disposition.Sent;
        }
    }

    /** One attempt at a message. */
    private record Job(SmsRequest request, Attempt attempt, Rendering.Text text) {}

    /**
     * @param allowed for how long from now on something may be sent
     * @param guard asked once more after a question to the provider
     */
    Uni<AttemptResult> attempt(SmsRequest request, Attempt attempt, Supplier<Duration> allowed,
            Supplier<Optional<Refusal>> guard) {
        return switch (renderer.apply(request)) {
            case Rendering.Unrenderable(var reason) ->
                untried(Disposition.DeadLetter.of(reason, OptionalInt.empty()));
            case Rendering.Text text -> attempt(new Job(request, attempt, text), allowed, guard);
        };
    }

    private Uni<AttemptResult> attempt(Job job, Supplier<Duration> allowed, Supplier<Optional<Refusal>> guard) {
        return job.attempt().uncertain()
                ? reconcileOr(job, () -> sendIfStillRight(job, allowed, guard))
                : send(job, allowed);
    }

    /** Whether the provider can be asked about a message that may have been sent. */
    boolean canReconcile() {
        return sender.canReconcile();
    }

    /** Whether only the provider can tell what has become of the request, as an earlier attempt may have been sent. */
    boolean mustReconcile(Attempt attempt) {
        return attempt.uncertain() && sender.canReconcile();
    }

    /**
     * What follows from a refusal without asking the provider. It promises that nothing was sent, which nobody knows after an uncertain
     * attempt that nobody can be asked about; and what expires after an attempt is kept, as it could not be sent in time.
     */
    Disposition.Settled refused(Attempt attempt, Refusal why) {
        if (attempt.uncertain() && !sender.canReconcile()) {
            return Disposition.DeadLetter.of(Reason.UNCERTAIN_NOT_REPEATED, OptionalInt.empty());
        }
        return why.status() == Status.EXPIRED && attempt.number() > 1
                ? Disposition.DeadLetter.of(why.reason(), OptionalInt.empty())
                : new Disposition.Dropped(why.status(), why.reason());
    }

    /** What follows when no further attempt is to be made although the last one was refused: nothing was sent, unless an earlier one was. */
    Disposition.Settled givenUp(Attempt attempt, AttemptResult last, OptionalInt errorCode) {
        boolean known = !attempt.uncertain() || last.sent() && sender.canReconcile();
        return Disposition.DeadLetter.of(known ? Reason.REQUEST_REJECTED : Reason.UNCERTAIN_NOT_REPEATED, errorCode);
    }

    /** What follows from asking the provider for a request that must not be sent any more. */
    Uni<AttemptResult> reconcile(SmsRequest request, Attempt attempt, Refusal why) {
        return switch (renderer.apply(request)) {
            case Rendering.Unrenderable _ -> untried(refused(attempt, why));
            case Rendering.Text text ->
                reconcileOr(new Job(request, attempt, text), () -> untried(refused(attempt, why)));
        };
    }

    private Uni<AttemptResult> reconcileOr(Job job, Supplier<Uni<AttemptResult>> otherwise) {
        return reconcile(job).chain(found -> found.map(outcome -> Uni.createFrom().item(decide(job, outcome, false)))
                .orElseGet(otherwise));
    }

    private Uni<Optional<Outcome>> reconcile(Job job) {
        return sender.reconcile(message(job, timeLeft(job)), job.attempt().firstAt());
    }

    private Uni<AttemptResult> untried(Disposition disposition) {
        return Uni.createFrom().item(new AttemptResult(disposition, false, false, clock.instant()));
    }

    private AttemptResult decide(Job job, Outcome outcome, boolean sent) {
        Instant now = clock.instant();
        return new AttemptResult(policy.decide(job.request(), job.attempt(), outcome, now),
                outcome instanceof Outcome.Throttled, sent, now);
    }

    /** It may have expired, a newer code have come, or the lease have ended, while the provider was asked. */
    private Uni<AttemptResult> sendIfStillRight(Job job, Supplier<Duration> allowed,
            Supplier<Optional<Refusal>> guard) {
        if (!allowed.get().isPositive()) {
            return untried(new Disposition.Untried());
        }
        return guard.get().map(why -> untried(refused(job.attempt(), why))).orElseGet(() -> send(job, allowed));
    }

    private Uni<AttemptResult> send(Job job, Supplier<Duration> allowed) {
        return sendOrRepeat(job, allowed).chain(outcome -> {
            AttemptResult result = decide(job, outcome, true);
            return outcome instanceof Outcome.Uncertain && result.disposition() instanceof Disposition.DeadLetter
                    ? unlessAccepted(job, result)
                    : Uni.createFrom().item(result);
        });
    }

    /** No later attempt will ask the provider, so it is asked now. What it cannot tell now stays given up. */
    private Uni<AttemptResult> unlessAccepted(Job job, AttemptResult givenUp) {
        return reconcile(job).map(found -> found.filter(Outcome.Accepted.class::isInstance)
                .map(accepted -> decide(job, accepted, false)).orElse(givenUp));
    }

    private Uni<Outcome> sendOrRepeat(Job job, Supplier<Duration> allowed) {
        return sender.send(message(job, allowed.get())).chain(outcome -> {
            if (!(outcome instanceof Outcome.NotSent) || !allowed.get().isPositive()) {
                return Uni.createFrom().item(outcome);
            }
            return moment.get().chain(() -> allowed.get().isPositive()
                    ? sender.send(message(job, allowed.get()))
                    : Uni.createFrom().item(outcome));
        });
    }

    private TextMessage message(Job job, Duration allowed) {
        Duration validity = timeLeft(job);
        return new TextMessage(job.request().phone(), job.text().body(), job.text().segments().count(), validity,
                Collections.min(List.of(validity, allowed)));
    }

    private Duration timeLeft(Job job) {
        return Duration.between(clock.instant(), job.request().expiresAt());
    }
}
