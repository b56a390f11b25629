package dev.smsverification.guarantee;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** For one phone and usage type, no older code is accepted after a newer one. */
public final class NewestWins implements Guarantee {

    @Override
    public Stream<String> violations(Evidence evidence) {
        return evidence.byPhone().stream().filter(family -> family.size() > 1)
                .flatMap(family -> stale(family, evidence).stream());
    }

    private static List<String> stale(List<Published> family, Evidence evidence) {
        List<String> found = new ArrayList<>();
        Map<String, Instant> newerAccepted = new HashMap<>();
        for (Published request : family.reversed()) {
            String purpose = request.code().orElseThrow().purpose();
            Instant newer = newerAccepted.getOrDefault(purpose, Instant.MAX);
            evidence.acceptsOf(request).forEach(post -> {
                if (post.at().isAfter(newer)) {
                    found.add("%s was accepted after a newer one, which was accepted at %s: %s".formatted(request,
                            newer, evidence.postsOf(request)));
                }
                newerAccepted.merge(purpose, post.at(), (a, b) -> a.isBefore(b) ? a : b);
            });
        }
        return found;
    }
}
