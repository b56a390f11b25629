package dev.smsverification.guarantee;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import dev.smsverification.testing.TwilioStandIn;

/**
 * A request to Twilio for a message. Prints neither number nor text.
 *
 * @param worker which worker made it
 * @param sid of the message, if it was accepted, whether or not the worker learnt of it
 * @param answered whether the worker was given an answer
 * @param retryAfter how long the answer asked the worker to wait; zero where it did not
 * @param at when it came in
 * @param until when it was answered or, without an answer, when its connection was seen to end
 */
public record Posted(String worker, String to, String body, Optional<String> sid, boolean answered,
        Duration retryAfter, Instant at, Instant until) {

    /** As the stand-in has seen it, which does not tell apart who made it. */
    public static Posted of(TwilioStandIn.Post post) {
        return new Posted("worker", post.to(), post.body(), post.sid(), post.answered(), post.retryAfter(),
                post.at(), post.at());
    }

    public boolean accepted() {
        return sid.isPresent();
    }

    @Override
    public String toString() {
        return "POST by %s at %s to %s, %s, %s".formatted(worker, at, until, sid.orElse("not accepted"),
                answered ? "answered" : "unanswered");
    }
}
