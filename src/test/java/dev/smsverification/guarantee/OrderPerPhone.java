package dev.smsverification.guarantee;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Requests for one phone are first sent in the order of their partition, and one at a time. */
public final class OrderPerPhone implements Guarantee {

    /** How long after the worker has given a request up the other side may still see it open. */
    private static final Duration UNSEEN = Duration.ofMillis(500);

    private static final Set<String> UNANSWERED = Set.of("provider_timeout", "connection_lost");

    @Override
    public Stream<String> violations(Evidence evidence) {
        return evidence.byPhone().stream().filter(family -> family.size() > 1)
                .flatMap(family -> Stream.concat(disorder(family, evidence), overlaps(family, evidence)));
    }

    private static Stream<String> disorder(List<Published> family, Evidence evidence) {
        List<String> found = new ArrayList<>();
        Instant latest = Instant.MIN;
        for (Published request : family) {
            List<Posted> posts = evidence.postsOf(request);
            if (!posts.isEmpty()) {
                Instant first = firstTried(request, posts, evidence);
                if (first.isBefore(latest)) {
                    found.add("%s was sent at %s, one that stands before it only at %s".formatted(request, first,
                            latest));
                } else {
                    latest = first;
                }
            }
        }
        return found.stream();
    }

    /** An attempt may fail before anything is sent. */
    private static Instant firstTried(Published request, List<Posted> posts, Evidence evidence) {
        Instant first = posts.getFirst().at();
        return evidence.reportsOn(request).stream().map(Reported::occurredAt).filter(at -> at.isBefore(first))
                .min(Instant::compareTo).orElse(first);
    }

    private static Stream<String> overlaps(List<Published> family, Evidence evidence) {
        record Sent(Published request, Posted post) {}
        List<Sent> all = family.stream()
                .flatMap(request -> evidence.postsOf(request).stream()
                        .filter(post -> !seenTooLate(request, post, evidence)).map(post -> new Sent(request, post)))
                .sorted(Comparator.comparing(sent -> sent.post().at())).toList();
        List<String> found = new ArrayList<>();
        for (int i = 1; i < all.size(); i++) {
            Sent before = all.get(i - 1);
            if (all.get(i).post().at().isBefore(surelyOpenUntil(before.request(), before.post(), evidence))) {
                found.add("%s was sent while %s was: %s, %s".formatted(all.get(i).request(), before.request(),
                        all.get(i).post(), before.post()));
            }
        }
        return found.stream();
    }

    /**
     * Whether its worker had given the request up before the other side saw it at all: nobody knows when it was made, but it was over by then.
     * A first attempt is reported like that only if something was sent.
     */
    private static boolean seenTooLate(Published request, Posted post, Evidence evidence) {
        return gaveUp(request, post, evidence).filter(at -> at.isBefore(post.at())).isPresent();
    }

    /** When its worker reported that a first attempt had no answer. */
    private static Optional<Instant> gaveUp(Published request, Posted post, Evidence evidence) {
        return evidence.reportsOn(request).stream()
                .filter(report -> report.attempt() == 1 && UNANSWERED.contains(report.reason())).map(Reported::at)
                .filter(_ -> evidence.postsOf(request).getFirst().equals(post)).findFirst();
    }

    /** What its worker has reported is over, even if the other side is slow to see that nobody waits any more. */
    private static Instant surelyOpenUntil(Published request, Posted post, Evidence evidence) {
        if (post.answered()) {
            // An answer that its worker never saw came when the attempt was over: since when, nobody can tell.
            return gaveUp(request, post, evidence).isPresent() ? post.at() : post.until();
        }
        Instant seen = post.until().minus(UNSEEN);
        return evidence.reportsOn(request).stream().map(Reported::occurredAt)
                .filter(at -> at.isAfter(post.at()) && at.isBefore(seen)).min(Instant::compareTo).orElse(seen);
    }
}
