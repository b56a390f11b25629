package dev.smsverification.chaos;

import java.util.Optional;

import dev.smsverification.guarantee.Posted;
import dev.smsverification.guarantee.Published;

/**
 * A message that was accepted once more.
 *
 * @param incident what is held to have caused it
 */
record Duplicate(Published request, Posted first, Posted second, Cause cause, Optional<Incident> incident) {

    enum Cause {
        /** The worker that had it in flight was killed before it could write down what had become of it: unavoidable. */
        SIGKILL,
        /** The answer to the first one was lost, and Twilio was not asked, or not believed. */
        LOST_ANSWER,
        /** Two records with one id were both sent. */
        REPEATED_ID,
        /** The worker was told to stop meanwhile. */
        SIGTERM,
        /** Another worker came or went meanwhile. */
        REBALANCE,
        /** A broker stopped or started meanwhile. */
        BROKER,
        /** Nothing happened that could explain it. */
        NONE;

        boolean isExcused() {
            return this == SIGKILL;
        }
    }

    @Override
    public String toString() {
        return "%s %s%n      first  %s%n      second %s%n      %s".formatted(cause, request, first, second,
                incident.map(Incident::toString).orElse("no incident"));
    }
}
