package dev.smsverification.testing;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Function;

/** What the stand-in has been told to answer: first the answers queued for a recipient, then the rule for everybody. */
final class StandInScript {

    private final Map<String, List<StandInAnswer>> firstAnswers;
    private final Map<String, Queue<StandInAnswer>> queues = new HashMap<>();
    private Function<String, Optional<StandInAnswer>> rule;

    /** @param firstAnswers what is queued from the start, and again after each reset */
    StandInScript(Map<String, List<StandInAnswer>> firstAnswers) {
        this.firstAnswers = firstAnswers;
        reset();
    }

    synchronized void queue(String to, Collection<StandInAnswer> answers) {
        queues.computeIfAbsent(to, unknown -> new ArrayDeque<>()).addAll(answers);
    }

    synchronized void rule(Function<String, Optional<StandInAnswer>> newRule) {
        rule = newRule;
    }

    /** Under the lock, so that a seeded rule sees one request after another. */
    synchronized Optional<StandInAnswer> next(String to) {
        Queue<StandInAnswer> queue = queues.getOrDefault(to, new ArrayDeque<>());
        return queue.isEmpty() ? rule.apply(to) : Optional.of(queue.remove());
    }

    synchronized void reset() {
        queues.clear();
        firstAnswers.forEach(this::queue);
        rule = to -> Optional.empty();
    }
}
