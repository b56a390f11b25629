package dev.smsverification.event;

import java.time.Instant;

/**
 * Which try at a request this is.
 *
 * @param number from 1, the first try included
 * @param dueAt the earliest time to make it
 * @param firstAt when the request was first tried
 * @param uncertain whether an earlier attempt may have been sent
 */
public record Attempt(int number, Instant dueAt, Instant firstAt, boolean uncertain) {

    /** The first try, due at once. */
    public static Attempt first(Instant now) {
        return new Attempt(1, now, now, false);
    }

    /** The same attempt, marked as uncertain: another worker may have sent the message at any time since it was published. */
    Attempt maybeSentSince(Instant published) {
        return new Attempt(number, dueAt, published.isBefore(firstAt) ? published : firstAt, true);
    }

    /** The try after this one. */
    public Attempt next(Instant due, boolean maybeSent) {
        return new Attempt(number + 1, due, firstAt, uncertain || maybeSent);
    }
}
