package dev.smsverification.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.SequencedMap;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;

/** A provider that answers as it is told, and not before. */
public final class ScriptedSender implements Sender {

    private final Queue<Outcome> answers = new ArrayDeque<>();
    private final SequencedMap<String, UniEmitter<? super Outcome>> open = new LinkedHashMap<>();
    private final List<TextMessage> sent = new ArrayList<>();
    private final List<Instant> questions = new ArrayList<>();
    private Optional<Outcome> found = Optional.empty();
    private boolean canReconcile = true;
    private Runnable whileAsked = () -> {};
    private Optional<Outcome> problem = Optional.empty();
    private Optional<RuntimeException> fault = Optional.empty();
    private int probes;

    public static Outcome.Accepted accepted() {
        return new Outcome.Accepted("SM" + "0".repeat(32), Optional.of("accepted"), OptionalInt.empty());
    }

    /** Answers the open call made first, or else the next one so. */
    public void answer(Outcome outcome) {
        if (open.isEmpty()) {
            answers.add(outcome);
        } else {
            open.pollFirstEntry().getValue().complete(outcome);
        }
    }

    /** Answers the open call for this recipient; there is never more than one. */
    public void answer(String phone, Outcome outcome) {
        open.remove(phone).complete(outcome);
    }

    /** What a question for an earlier message is answered with. */
    void finds(Optional<Outcome> outcome) {
        found = outcome;
    }

    /** It cannot be asked for an earlier message, or is not to be. */
    public void cannotReconcile() {
        canReconcile = false;
    }

    /** What happens before a question for an earlier message is answered. */
    void whileAsked(Runnable event) {
        whileAsked = event;
    }

    /** What a probe is answered with. */
    public void probesSay(Optional<Outcome> outcome) {
        problem = outcome;
    }

    /** The next call, whatever it asks, ends in a fault of the program. */
    public void faultNext() {
        fault = Optional.of(new IllegalStateException("a fault for a test"));
    }

    /** All messages that were to be sent, answered or not. */
    public List<TextMessage> sent() {
        return sent;
    }

    /** Since when each question wanted to know. */
    public List<Instant> questions() {
        return questions;
    }

    int probes() {
        return probes;
    }

    @Override
    public boolean canReconcile() {
        return canReconcile;
    }

    @Override
    public Duration timeout() {
        return Duration.ofSeconds(10);
    }

    @Override
    public Uni<Outcome> send(TextMessage message) {
        return Uni.createFrom().emitter(emitter -> {
            sent.add(message);
            endInFault();
            if (answers.isEmpty()) {
                open.put(message.to().e164(), emitter);
            } else {
                emitter.complete(answers.remove());
            }
        });
    }

    @Override
    public Uni<Optional<Outcome>> reconcile(TextMessage message, Instant since) {
        return Uni.createFrom().item(() -> {
            questions.add(since);
            whileAsked.run();
            return found;
        });
    }

    @Override
    public Uni<Optional<Outcome>> probe() {
        return Uni.createFrom().item(() -> {
            probes++;
            endInFault();
            return problem;
        });
    }

    private void endInFault() {
        Optional<RuntimeException> now = fault;
        fault = Optional.empty();
        now.ifPresent(it -> {
            throw it;
        });
    }
}
