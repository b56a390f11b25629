package dev.smsverification.guarantee;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Something becomes of every record, and what is said to have become of it is true. */
public final class AtLeastOnce implements Guarantee {

    /** What has no longer to live cannot be sent any more: a code has to arrive and to be typed in. */
    private static final Duration TOO_SHORT = Duration.ofSeconds(5);

    /** The longest that a retry waits by default, and anywhere in the tests, unless Twilio names a later time. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

    /** Whoever has read an answer does not wait this long for it. */
    private static final Duration UNREAD = Duration.ofSeconds(1);

    /** The fewest attempts that any test lets a worker make. */
    private static final int FEWEST_ATTEMPTS = 2;

    /** The records of which nothing has become. */
    public static List<Published> lost(Evidence evidence) {
        return evidence.published().stream().filter(request -> !evidence.ended(request)).toList();
    }

    @Override
    public Stream<String> violations(Evidence evidence) {
        Map<Place, Instant> replaced = replaced(evidence);
        Stream<String> lost = lost(evidence).stream()
                .map(request -> "lost: %s, %s".formatted(request, evidence.reportsOn(request)));
        Stream<String> untrue = evidence.published().stream().flatMap(request -> evidence.reportsOn(request).stream()
                .filter(report -> !switch (report.status()) {
                    case "SENT" -> evidence.acceptsOf(request)
                            .anyMatch(post -> post.sid().filter(report.messageSid()::equals).isPresent());
                    case "EXPIRED" ->
                        nothingWasSent(request, report, evidence) && hadReasonToExpire(request, report, evidence);
                    case "DUPLICATE" -> others(request, evidence).anyMatch(it -> !it.status().equals("DUPLICATE"));
                    // An event that comes a second time is as old as it was the first time.
                    case "SUPERSEDED" -> nothingWasSent(request, report, evidence)
                            && !replaced
                                    .getOrDefault(evidence.recordsOf(request.eventId()).getFirst().place(), Instant.MAX)
                                    .isAfter(report.at());
                    case "FAILED" -> hadReasonToFail(request, report, evidence) && evidence.acceptsOf(request)
                            .noneMatch(post -> hadAnswer(request, post, report, evidence));
                    case "RETRYING", "DELIVERED", "UNDELIVERED" -> true;
                    // No worker says anything else.
                    default -> false;
                }).map(report -> "untrue: %s, %s, %s".formatted(request, report, evidence.postsOf(request))));
        return Stream.concat(lost, untrue);
    }

    /** Unless it was for another record with the same id, which says so. */
    private static boolean nothingWasSent(Published request, Reported report, Evidence evidence) {
        return evidence.acceptsOf(request).noneMatch(post -> post.at().isBefore(report.occurredAt()))
                || others(request, evidence).anyMatch(it -> it.status().equals("SENT"));
    }

    /** What is said of the other records with the same id. */
    private static Stream<Reported> others(Published request, Evidence evidence) {
        return evidence.recordsOf(request.eventId()).stream().filter(it -> it != request)
                .flatMap(it -> evidence.reportsOn(it).stream());
    }

    /** After an attempt a code may expire early, because the next attempt would come too late. */
    private static boolean hadReasonToExpire(Published request, Reported report, Evidence evidence) {
        return expiresWithin(TOO_SHORT, request, report)
                || !evidence.postsOf(request).isEmpty() && expiresBeforeTheNextAttempt(request, report, evidence);
    }

    /**
     * Whether the worker knew of the message when it reported. On a slow machine it may miss an answer that was written in time, and calls that
     * a timeout: then this is the first that it says of the message, and only after it has waited.
     */
    private static boolean hadAnswer(Published request, Posted post, Reported report, Evidence evidence) {
        return post.answered() && !post.until().isAfter(report.occurredAt()) && evidence.reportsOn(request).stream()
                .filter(it -> !it.occurredAt().isBefore(post.until())).min(Comparator.comparing(Reported::occurredAt))
                .filter(it -> it.reason().equals("provider_timeout")
                        && it.occurredAt().isAfter(post.until().plus(UNREAD)))
                .isEmpty();
    }

    /** What passes is tried again as long as the code is good. */
    private static boolean hadReasonToFail(Published request, Reported report, Evidence evidence) {
        return switch (report.reason()) {
            case "throttled", "provider_unreachable", "provider_error", "provider_timeout", "connection_lost" ->
                expiresBeforeTheNextAttempt(request, report, evidence);
            case "attempts_exhausted" -> report.attempt() >= FEWEST_ATTEMPTS;
            default -> true;
        };
    }

    private static boolean expiresBeforeTheNextAttempt(Published request, Reported report, Evidence evidence) {
        Duration wait = evidence.postsOf(request).stream().map(Posted::retryAfter)
                .filter(it -> it.compareTo(LONGEST_WAIT) > 0)
                .max(Duration::compareTo).orElse(LONGEST_WAIT);
        return expiresWithin(wait.plus(TOO_SHORT), request, report);
    }

    private static boolean expiresWithin(Duration time, Published request, Reported report) {
        return request.code().filter(code -> !code.expiresAt().isAfter(report.at().plus(time))).isPresent();
    }

    /** Since when there is a newer code for the same purpose. */
    private static Map<Place, Instant> replaced(Evidence evidence) {
        Map<Place, Instant> replaced = new HashMap<>();
        for (List<Published> family : evidence.byPhone()) {
            Map<String, Instant> newer = new HashMap<>();
            for (Published request : family.reversed()) {
                String purpose = request.code().orElseThrow().purpose();
                Optional.ofNullable(newer.get(purpose)).ifPresent(since -> replaced.put(request.place(), since));
                newer.merge(purpose, request.at(), (a, b) -> a.isBefore(b) ? a : b);
            }
        }
        return replaced;
    }
}
