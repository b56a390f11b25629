package dev.smsverification.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import dev.smsverification.guarantee.Posted;

/** One request for a message and what became of it; confined to the stand-in's event loop until that has stopped. */
final class Exchange {

    private final String worker;
    private final String to;
    private final String body;
    private final Optional<String> sid;
    private final Instant at;
    private volatile boolean answered;
    private volatile Instant until;

    Exchange(String worker, String to, String body, Optional<String> sid, Instant at) {
        this.worker = worker;
        this.to = to;
        this.body = body;
        this.sid = sid;
        this.at = at;
    }

    String to() {
        return to;
    }

    String body() {
        return body;
    }

    Optional<String> sid() {
        return sid;
    }

    Instant at() {
        return at;
    }

    /** Only the first end counts: every answer is followed by the end of its connection, some day. */
    void end(boolean withAnswer, Instant now) {
        if (until == null) {
            answered = withAnswer;
            until = now;
        }
    }

    boolean isOpen() {
        return until == null;
    }

    Posted posted() {
        return new Posted(worker, to, body, sid, answered, Duration.ZERO, at, Optional.ofNullable(until).orElse(at));
    }
}
