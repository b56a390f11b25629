package dev.smsverification.guarantee;

import java.time.Instant;
import java.util.Optional;

import dev.smsverification.testing.Observed;
import io.vertx.core.json.JsonObject;

/**
 * A status record. Prints none of what it says about the recipient.
 *
 * @param about the request that it is about
 * @param reason empty for none
 * @param messageSid empty for none
 * @param occurredAt when the worker knew it
 * @param at when the worker wrote it
 * @param evidence the record itself
 */
public record Reported(Place about, String eventId, String status, String reason, int attempt, String messageSid,
        Optional<Instant> nextAttemptAt, Instant occurredAt, Instant at, Observed evidence) {

    public static Reported of(Observed status) {
        JsonObject json = status.json();
        return new Reported(Place.in(status.headers(), "source"), status.key(), json.getString("status", ""),
                json.getString("reason", ""), json.getInteger("attempt", 0), json.getString("messageSid", ""),
                Optional.ofNullable(json.getString("nextAttemptAt")).map(Instant::parse),
                Optional.ofNullable(json.getString("occurredAt")).map(Instant::parse).orElse(status.at()), status.at(),
                status);
    }

    /** Whether this ends the request, as far as the worker goes; a carrier's receipt comes after the end. */
    public boolean ends() {
        return switch (status) {
            case "RETRYING", "DELIVERED", "UNDELIVERED" -> false;
            default -> true;
        };
    }

    @Override
    public String toString() {
        return "%s %s attempt %d at %s in %s".formatted(status, reason, attempt, at, evidence);
    }
}
