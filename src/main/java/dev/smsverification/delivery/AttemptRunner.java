package dev.smsverification.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.smsverification.event.Attempt;
import dev.smsverification.event.Reason;
import dev.smsverification.event.SmsRequest;
import dev.smsverification.guard.Refusal;
import dev.smsverification.template.Rendering;
import io.smallrye.mutiny.Uni;

/** Makes one attempt: render, send, decide. */
final class AttemptRunner {

    private final Function<SmsRequest, Rendering> renderer;
    private final Sender sender;
    private final RetryPolicy policy;
    private final Supplier<Uni<Void>> beforeRepeat;
    private final InstantSource clock;

    /**
     * @param beforeRepeat completes after a random delay; awaited before the one immediate retry of a message that was certainly not
     *        sent
     */
    AttemptRunner(Function<SmsRequest, Rendering> renderer, Sender sender, RetryPolicy policy,
            Supplier<Uni<Void>> beforeRepeat,
            InstantSource clock) {
        this.renderer = renderer;
        this.sender = sender;
        this.policy = policy;
        this.beforeRepeat = beforeRepeat;
        this.clock = clock;
    }

    /**
     * What follows from an attempt.
     *
     * @param throttled whether the provider asked for less traffic
     * @param tried whether the message was to be sent, and not only asked about
     * @param at when that was known
     */
    record AttemptResult(Disposition disposition, boolean throttled, boolean tried, Instant at) {

        /** Whether this attempt sent the message, which proves that the account can send; a message that was only found proves nothing. */
        boolean accepted() {
            return tried && disposition instanceof Disposition.Sent;
        }

        /** The same with nothing decided. */
        AttemptResult undecided() {
            return new AttemptResult(new Disposition.Untried(), throttled, tried, at);
        }
    }

    /**
     * What may be done about a record, asked anew at each step.
     *
     * @param timeLeft how much longer something may be sent
     * @param confirmed whether no other worker can have the record yet
     * @param refusal why it must not be sent
     */
    record Permission(Supplier<Duration> timeLeft, BooleanSupplier confirmed, Supplier<Optional<Refusal>> refusal) {

        boolean maySend() {
            return timeLeft.get().isPositive();
        }
    }

    /** One attempt at a message. */
    private record Job(Task task, Rendering.Text text, Permission permission) {

        Attempt attempt() {
            return task.attempt();
        }
    }

    Uni<AttemptResult> attempt(Task task, Permission permission) {
        return switch (renderer.apply(task.request())) {
            case Rendering.Unrenderable(var reason) ->
                untried(permission.refusal().get().<Disposition>map(why -> refused(task.attempt(), why))
                        .orElseGet(() -> Disposition.DeadLetter.of(reason, OptionalInt.empty())));
            case Rendering.Text text -> attempt(new Job(task, text, permission));
        };
    }

    private Uni<AttemptResult> attempt(Job job) {
        return job.attempt().uncertain()
                ? reconcile(job).chain(found -> found
                        .map(outcome -> Uni.createFrom().item(decide(job, outcome, false)))
                        .orElseGet(() -> sendIfStillRight(job)))
                : send(job);
    }

    /** Whether the provider can be asked about an uncertain attempt. */
    boolean canReconcile() {
        return sender.canReconcile();
    }

    /** Whether it is uncertain what became of an earlier attempt, and the provider can be asked. */
    boolean canBeAskedAbout(Attempt attempt) {
        return attempt.uncertain() && sender.canReconcile();
    }

    /**
     * What follows from a refusal when the provider is not asked. Its status promises that nothing was sent, which nobody knows after an
     * uncertain attempt. What expires after an attempt is dead-lettered, because it could not be sent in time.
     */
    Disposition.Decided refused(Attempt attempt, Refusal why) {
        if (attempt.uncertain() && !sender.canReconcile()) {
            return Disposition.DeadLetter.of(Reason.UNCERTAIN_NOT_REPEATED, OptionalInt.empty());
        }
        return why == Refusal.EXPIRED && attempt.number() > 1
                ? Disposition.DeadLetter.of(why.reason(), OptionalInt.empty())
                : new Disposition.Dropped(why.status(), why.reason());
    }

    /** What follows when the last attempt was refused and there will be no other: nothing was sent, unless by an uncertain attempt. */
    Disposition.Decided givenUp(Attempt attempt, AttemptResult last, OptionalInt errorCode) {
        boolean known = !attempt.uncertain() || last.tried() && sender.canReconcile();
        return Disposition.DeadLetter.of(known ? Reason.REQUEST_REJECTED : Reason.UNCERTAIN_NOT_REPEATED, errorCode);
    }

    private Uni<Optional<Outcome>> reconcile(Job job) {
        return sender.reconcile(message(job, timeLeft(job)), job.attempt().firstAt());
    }

    private Uni<AttemptResult> untried(Disposition disposition) {
        return Uni.createFrom().item(new AttemptResult(disposition, false, false, clock.instant()));
    }

    private AttemptResult decide(Job job, Outcome outcome, boolean tried) {
        Instant now = clock.instant();
        return new AttemptResult(policy.decide(job.task().request(), job.attempt(), outcome, now),
                outcome instanceof Outcome.Throttled, tried, now);
    }

    /** While the provider was asked, the code may have expired, a newer one have come, or the lease have run out. */
    private Uni<AttemptResult> sendIfStillRight(Job job) {
        if (!job.permission().maySend()) {
            return untried(new Disposition.Untried());
        }
        return job.permission().refusal().get().map(why -> untried(refused(job.attempt(), why)))
                .orElseGet(() -> send(job));
    }

    private Uni<AttemptResult> send(Job job) {
        return sendOrRepeat(job).chain(outcome -> {
            AttemptResult result = decide(job, outcome, true);
            boolean untaken = outcome instanceof Outcome.NotSent || outcome instanceof Outcome.Throttled;
            if (untaken && !job.permission().confirmed().getAsBoolean()) {
                // Another worker may have the record by now, and have sent it.
                return Uni.createFrom().item(result.undecided());
            }
            return outcome instanceof Outcome.Uncertain && result.disposition() instanceof Disposition.DeadLetter
                    ? unlessAccepted(job, result)
                    : Uni.createFrom().item(result);
        });
    }

    /** There will be no later attempt to ask the provider, so it is asked now. Without an answer the message stays given up. */
    private Uni<AttemptResult> unlessAccepted(Job job, AttemptResult givenUp) {
        return reconcile(job).map(found -> found.filter(Outcome.Accepted.class::isInstance)
                .map(accepted -> decide(job, accepted, false)).orElse(givenUp));
    }

    private Uni<Outcome> sendOrRepeat(Job job) {
        return sender.send(message(job, job.permission().timeLeft().get())).chain(outcome -> {
            if (!(outcome instanceof Outcome.NotSent) || !job.permission().maySend()) {
                return Uni.createFrom().item(outcome);
            }
            return beforeRepeat.get().chain(() -> job.permission().maySend()
                    ? sender.send(message(job, job.permission().timeLeft().get()))
                    : Uni.createFrom().item(outcome));
        });
    }

    private TextMessage message(Job job, Duration allowed) {
        Duration validity = timeLeft(job);
        return new TextMessage(job.task().request().phone(), job.text().body(), job.text().segments().count(), validity,
                Collections.min(List.of(validity, allowed)));
    }

    private Duration timeLeft(Job job) {
        return Duration.between(clock.instant(), job.task().request().expiresAt());
    }
}
