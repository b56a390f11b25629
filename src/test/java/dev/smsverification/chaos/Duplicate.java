package dev.smsverification.chaos;

import java.util.List;

import dev.smsverification.guarantee.Posted;
import dev.smsverification.guarantee.Published;
import dev.smsverification.guarantee.Reported;

/**
 * A message that was accepted once more.
 *
 * @param incidents what is held to have caused it
 * @param reports what was reported of the request
 */
record Duplicate(Published request, Posted first, Posted second, Cause cause, List<Incident> incidents,
        List<Reported> reports) {

    enum Cause {
        /** The worker that had it in flight was killed, and could not write down what had become of it: unavoidable. */
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

    /** Whether the result of the first one was written down before the second one was sent. */
    boolean wasReported() {
        return reports.stream().anyMatch(report -> report.ends() && !report.at().isBefore(first.at())
                && report.at().isBefore(second.at()));
    }

    boolean wasCausedBy(Incident kill) {
        return cause == Cause.SIGKILL && incidents.contains(kill);
    }

    @Override
    public String toString() {
        return "%s %s, %s%n      first  %s%n      second %s%n      %s%n      %s".formatted(cause, request,
                wasReported() ? "though it was reported" : "unreported", first, second, incidents, reports);
    }
}
