package dev.smsverification.replay;

import java.util.List;
import java.util.Map;

/**
 * What a replay would do.
 *
 * @param candidates what it would publish
 * @param counts how many other dead letters there are of each verdict
 */
public record Plan(List<Candidate> candidates, Map<Verdict, Long> counts) {

    public Plan {
        candidates = List.copyOf(candidates);
        counts = Map.copyOf(counts);
    }

    public long count(Verdict verdict) {
        return counts.getOrDefault(verdict, 0L);
    }

    /** How many dead letters there are in all. */
    public long total() {
        return candidates.size() + counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
