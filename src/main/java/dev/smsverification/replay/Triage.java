package dev.smsverification.replay;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** A plan in the making: what could be published so far, and why the rest is left out. */
final class Triage {

    private final List<Candidate> candidates = new ArrayList<>();
    private final Map<Verdict, Long> counts = new EnumMap<>(Verdict.class);

    void take(Candidate candidate) {
        candidates.add(candidate);
    }

    List<Candidate> candidates() {
        return candidates;
    }

    /** When the oldest candidate was published; empty where there is none. */
    Optional<Instant> oldest() {
        return candidates.stream().map(candidate -> candidate.letter().timestamp()).min(Comparator.naturalOrder());
    }

    void leaveOut(Verdict verdict) {
        leaveOut(verdict, 1);
    }

    void leaveOut(Verdict verdict, Predicate<Candidate> which) {
        int before = candidates.size();
        candidates.removeIf(which);
        leaveOut(verdict, before - candidates.size());
    }

    Plan plan(long limit) {
        List<Candidate> chosen = candidates.stream().limit(limit).toList();
        leaveOut(Verdict.OVER_LIMIT, candidates.size() - chosen.size());
        return new Plan(chosen, counts);
    }

    private void leaveOut(Verdict verdict, long count) {
        counts.merge(verdict, count, Long::sum);
    }
}
