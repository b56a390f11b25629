package dev.smsverification.guarantee;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import dev.smsverification.testing.Request;

/**
 * A record before it is published. Prints only its id.
 *
 * @param eventId its own; empty where the worker will name it after its place
 * @param request empty where it is no valid one
 * @param key empty for none
 */
public record Draft(Optional<String> eventId, Optional<Request> request, String key, byte[] value,
        Map<String, String> headers) {

    private static final Duration DEFAULT_LIFE = Duration.ofMinutes(10);

    /** A valid request, under its phone number. */
    public static Draft of(Request request) {
        return new Draft(Optional.of(request.id()), Optional.of(request), request.phone(), request.bytes(), Map.of());
    }

    /** What nobody can read, not even its id. */
    public static Draft unreadable(String key, byte[] value) {
        return new Draft(Optional.empty(), Optional.empty(), key, value, Map.of());
    }

    public Draft withHeaders(Map<String, String> added) {
        return new Draft(eventId, request, key, value, added);
    }

    Published at(Place place, Instant timestamp) {
        return new Published(place, eventId.orElseGet(place::toString), request.map(it -> code(it, timestamp)), key,
                value, headers, timestamp);
    }

    private static Published.Code code(Request request, Instant timestamp) {
        Optional<Instant> requestedAt = instant(request, "requestedAt");
        return new Published.Code(request.phone(), request.fields().getString("usageType"),
                request.fields().getString("code"),
                instant(request, "expiresAt").orElse(requestedAt.orElse(timestamp).plus(DEFAULT_LIFE)));
    }

    private static Optional<Instant> instant(Request request, String field) {
        return Optional.ofNullable(request.fields().getString(field)).map(Instant::parse);
    }

    @Override
    public String toString() {
        return "Draft[" + eventId.orElse("without an id") + "]";
    }
}
