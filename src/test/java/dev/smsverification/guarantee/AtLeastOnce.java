package dev.smsverification.guarantee;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Something becomes of every record, and what is said to have become of it is true. */
public final class AtLeastOnce implements Guarantee {

    /** What has no longer to live cannot be sent any more: a code has to arrive and to be typed in. */
    private static final Duration TOO_SHORT = Duration.ofSeconds(5);

    /** The records of which nothing has become. */
    public static List<Published> lost(Evidence evidence) {
        return evidence.published().stream().filter(request -> !evidence.ended(request)).toList();
    }

    @Override
    public Stream<String> violations(Evidence evidence) {
        Set<Place> replaced = replaced(evidence);
        Stream<String> lost = lost(evidence).stream()
                .map(request -> "lost: %s, %s".formatted(request, evidence.reportsOn(request)));
        Stream<String> untrue = evidence.published().stream().flatMap(request -> evidence.reportsOn(request).stream()
                .filter(report -> !switch (report.status()) {
                    case "SENT" -> evidence.acceptsOf(request)
                            .anyMatch(post -> post.sid().filter(report.messageSid()::equals).isPresent());
                    case "EXPIRED" ->
                        nothingWasSent(request, report, evidence) && hadReasonToExpire(request, report, evidence);
                    case "DUPLICATE" -> evidence.recordsOf(request.eventId()).size() > 1;
                    // An event that comes a second time is as old as it was the first time.
                    case "SUPERSEDED" -> nothingWasSent(request, report, evidence)
                            && replaced.contains(evidence.recordsOf(request.eventId()).getFirst().place());
                    case "BLOCKED" -> nothingWasSent(request, report, evidence);
                    case "FAILED" -> evidence.acceptsOf(request)
                            .noneMatch(post -> post.answered() && !post.until().isAfter(report.occurredAt()));
                    default -> true;
                }).map(report -> "untrue: %s, %s, %s".formatted(request, report, evidence.postsOf(request))));
        return Stream.concat(lost, untrue);
    }

    /** Unless it was for another record with the same id, which says so. */
    private static boolean nothingWasSent(Published request, Reported report, Evidence evidence) {
        return evidence.acceptsOf(request).noneMatch(post -> post.at().isBefore(report.occurredAt()))
                || evidence.recordsOf(request.eventId()).stream().filter(it -> it != request)
                        .flatMap(it -> evidence.reportsOn(it).stream()).anyMatch(it -> it.status().equals("SENT"));
    }

    /** After an attempt a code may expire early, because the next attempt would come too late. */
    private static boolean hadReasonToExpire(Published request, Reported report, Evidence evidence) {
        return !evidence.postsOf(request).isEmpty()
                || request.code().filter(code -> !code.expiresAt().isAfter(report.at().plus(TOO_SHORT))).isPresent();
    }

    private static Set<Place> replaced(Evidence evidence) {
        Set<Place> replaced = new HashSet<>();
        for (List<Published> family : evidence.byPhone()) {
            Set<String> newer = new HashSet<>();
            family.reversed().forEach(request -> {
                if (!newer.add(request.code().orElseThrow().purpose())) {
                    replaced.add(request.place());
                }
            });
        }
        return replaced;
    }
}
