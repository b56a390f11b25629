package dev.smsverification.guarantee;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import dev.smsverification.testing.Observed;

/**
 * What has failed or expired after an attempt is in the dead-letter topic byte for byte, with the reason and the error code that its status
 * gives, and nothing else is.
 */
public final class DeadLetterCompleteness implements Guarantee {

    @Override
    public Stream<String> violations(Evidence evidence) {
        Set<Place> letters = evidence.deadLetters().stream().map(letter -> Place.in(letter.headers(), "dead-letter"))
                .collect(toSet());
        Map<Place, Published> requests = evidence.published().stream().collect(toMap(Published::place, it -> it));
        Stream<String> missing = evidence.reported().stream().filter(DeadLetterCompleteness::isDead)
                .filter(report -> !letters.contains(report.about()))
                .map(report -> "no dead letter of %s, %s".formatted(report.eventId(), report));
        Stream<String> unfounded = evidence.deadLetters().stream()
                .filter(letter -> isUnfounded(requests.get(Place.in(letter.headers(), "dead-letter")), letter,
                        evidence))
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

    private static boolean isUnfounded(Published request, Observed letter, Evidence evidence) {
        return request == null || evidence.reportsOn(request).stream()
                .noneMatch(report -> (report.status().equals("FAILED") || report.status().equals("EXPIRED"))
                        && report.reason().equals(letter.headers().getOrDefault("dead-letter-reason", ""))
                        && report.evidence().field("errorCode")
                                .equals(letter.headers().getOrDefault("dead-letter-error-code", "")));
    }

    private static boolean isAltered(Published request, Observed letter) {
        return request != null && !(letter.key().equals(request.key())
                && Arrays.equals(letter.value(), request.value())
                && original(letter.headers()).equals(original(request.headers())));
    }

    private static Map<String, String> original(Map<String, String> headers) {
        return headers.entrySet().stream().filter(header -> !header.getKey().startsWith("dead-letter-"))
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
