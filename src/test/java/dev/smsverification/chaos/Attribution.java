package dev.smsverification.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.smsverification.chaos.Duplicate.Cause;
import dev.smsverification.guarantee.Evidence;
import dev.smsverification.guarantee.Posted;
import dev.smsverification.guarantee.Published;
import dev.smsverification.guarantee.Reported;

/** Finds what was accepted more than once, and why. Pure. */
record Attribution(Evidence evidence, List<Incident> incidents, List<Question> questions) {

    /** A rebalance or the absence of a broker takes that long. */
    private static final Duration AFTERMATH = Duration.ofSeconds(10);

    List<Duplicate> duplicates() {
        List<Duplicate> found = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Published request : evidence.published()) {
            if (seen.add(request.eventId())) {
                List<Posted> accepts = evidence.acceptsOf(request).toList();
                for (int i = 1; i < accepts.size(); i++) {
                    found.add(attributed(request, accepts.get(i - 1), accepts.get(i)));
                }
            }
        }
        return found;
    }

    /** How many requests a worker had sent and not reported on when it was killed. */
    long unreported(Incident kill) {
        return evidence.published().stream().filter(request -> evidence.postsOf(request).stream()
                .anyMatch(post -> wasUnreported(request, post, kill))).count();
    }

    /** What was dead-lettered more than once, and more often than a worker was killed between a dead letter and its status. */
    List<Published> copies() {
        return evidence.published().stream()
                .filter(request -> evidence.deadLettersOf(request).size() - 1 > killsBeforeStatus(request)).toList();
    }

    private long killsBeforeStatus(Published request) {
        return incidents.stream().filter(it -> it.kind() == Incident.Kind.KILLED)
                .filter(kill -> evidence.deadLettersOf(request).stream()
                        .anyMatch(letter -> !letter.at().isAfter(kill.until())))
                .filter(kill -> evidence.reportsOn(request).stream().filter(Reported::ends)
                        .allMatch(end -> !end.at().isBefore(kill.from())))
                .count();
    }

    private Duplicate attributed(Published request, Posted first, Posted second) {
        List<Incident> kills = incidents.stream().filter(it -> it.kind() == Incident.Kind.KILLED)
                .filter(kill -> wasUnreported(request, first, kill) && wasAskedTooEarly(kill, first)).toList();
        List<Incident> stops = during(first, second,
                it -> it.kind() == Incident.Kind.TERMINATED && it.who().equals(first.worker()));
        List<Incident> comings = during(first, second, it -> !it.isBroker());
        List<Incident> brokers = during(first, second, Incident::isBroker);
        if (!kills.isEmpty()) {
            return duplicate(request, first, second, Cause.SIGKILL, kills);
        } else if (sentForSeveralRecords(request)) {
            return duplicate(request, first, second, Cause.REPEATED_ID, List.of());
        } else if (!first.answered()) {
            return duplicate(request, first, second, Cause.LOST_ANSWER, List.of());
        } else if (!stops.isEmpty()) {
            return duplicate(request, first, second, Cause.SIGTERM, stops);
        } else if (!comings.isEmpty()) {
            return duplicate(request, first, second, Cause.REBALANCE, comings);
        }
        return duplicate(request, first, second, brokers.isEmpty() ? Cause.NONE : Cause.BROKER, brokers);
    }

    private Duplicate duplicate(Published request, Posted first, Posted second, Cause cause, List<Incident> incidents) {
        return new Duplicate(request, first, second, cause, incidents, evidence.reportsOn(request));
    }

    private List<Incident> during(Posted first, Posted second, Predicate<Incident> such) {
        return incidents.stream().filter(such).filter(it -> !it.from().isAfter(second.at())
                && !it.until().isBefore(first.at().minus(AFTERMATH))).toList();
    }

    /** Who takes over has to ask before it sends: only what came in later than the question may go out again. */
    private boolean wasAskedTooEarly(Incident kill, Posted first) {
        return questions.stream().anyMatch(question -> question.to().equals(first.to())
                && !question.at().isBefore(kill.from()) && !question.at().isAfter(first.at()));
    }

    /** What a worker had sent may come in long after its death, but not after its next life has begun. */
    private boolean wasUnreported(Published request, Posted post, Incident kill) {
        Instant born = starts(kill).filter(it -> it.isBefore(kill.from())).max(Instant::compareTo).orElse(Instant.MIN);
        Instant reborn = starts(kill).filter(it -> it.isAfter(kill.from())).min(Instant::compareTo).orElse(Instant.MAX);
        return post.worker().equals(kill.who()) && !post.at().isBefore(born) && post.at().isBefore(reborn)
                && evidence.reportsOn(request).stream().map(Reported::at)
                        .noneMatch(at -> !at.isBefore(post.at()) && !at.isAfter(kill.until()));
    }

    private Stream<Instant> starts(Incident kill) {
        return incidents.stream().filter(it -> it.kind() == Incident.Kind.STARTED && it.who().equals(kill.who()))
                .map(Incident::from);
    }

    private boolean sentForSeveralRecords(Published request) {
        return evidence.recordsOf(request.eventId()).stream()
                .filter(it -> evidence.reportsOn(it).stream().anyMatch(report -> report.status().equals("SENT")))
                .count() > 1;
    }
}
