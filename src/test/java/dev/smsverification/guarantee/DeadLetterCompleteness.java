package dev.smsverification.guarantee;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.smsverification.testing.Observed;

/**
 * What has failed or expired after an attempt is in the dead-letter topic byte for byte, and nothing else is. A crash may leave a second
 * copy.
 */
public final class DeadLetterCompleteness implements Guarantee {

    @Override
    public Stream<String> violations(Evidence evidence) {
        Map<Place, List<Observed>> letters = evidence.deadLetters().stream()
                .collect(groupingBy(letter -> Place.in(letter.headers(), "dead-letter")));
        Map<Place, Published> requests = evidence.published().stream().collect(toMap(Published::place, it -> it));
        Stream<String> missing = evidence.reported().stream().filter(DeadLetterCompleteness::isDead)
                .filter(report -> !letters.containsKey(report.about()))
                .map(report -> "no dead letter of %s, %s".formatted(report.eventId(), report));
        Stream<String> unfounded = evidence.deadLetters().stream()
                .filter(letter -> isUnfounded(requests.get(Place.in(letter.headers(), "dead-letter")), evidence))
                .map(letter -> "nothing has failed for dead letter %s of %s, %s at %s; reported: %s".formatted(letter,
                        Place.in(letter.headers(), "dead-letter"), letter.headers().get("dead-letter-reason"),
                        letter.headers().get("dead-letter-at"), evidence.reported().stream()
                                .filter(report -> report.about().equals(Place.in(letter.headers(), "dead-letter")))
                                .toList()));
        Stream<String> altered = evidence.deadLetters().stream()
                .filter(letter -> isAltered(requests.get(Place.in(letter.headers(), "dead-letter")), letter))
                .map(letter -> "altered: " + letter);
        return Stream.of(missing, unfounded, altered).flatMap(it -> it);
    }

    private static boolean isDead(Reported report) {
        return switch (report.status()) {
            // What the broker takes nowhere cannot be kept.
            case "FAILED" -> !report.reason().equals("record_too_large");
            case "EXPIRED" -> report.attempt() > 1;
            default -> false;
        };
    }

    private static boolean isUnfounded(Published request, Evidence evidence) {
        return request == null || evidence.reportsOn(request).stream()
                .noneMatch(report -> report.status().equals("FAILED") || report.status().equals("EXPIRED"));
    }

    private static boolean isAltered(Published request, Observed letter) {
        return request != null && !(letter.key().equals(request.key())
                && Arrays.equals(letter.value(), request.value())
                && letter.headers().entrySet().containsAll(request.headers().entrySet()));
    }
}
