package dev.smsverification.guard;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import dev.smsverification.event.Reason;
import dev.smsverification.event.Received;
import dev.smsverification.event.SmsRequest;
import dev.smsverification.event.Status;

/** Refuse what has expired, then what is a duplicate, then what a newer code supersedes. Confined to the event loop. */
public final class Guards {

    /** The shortest validity period that a provider accepts; with less, nobody could type the code in before it expires. */
    private static final Duration LEAST_LIFE = Duration.ofSeconds(1);

    private final History history;
    private final NewestCodes newest;

    public Guards(History history, NewestCodes newest) {
        this.history = history;
        this.newest = newest;
    }

    /** The first reason not to send the request now. */
    public Optional<Refusal> check(SmsRequest request, Received received, Instant now) {
        if (expired(request, now)) {
            return refusal(Status.EXPIRED, Reason.CODE_EXPIRED);
        }
        if (history.handled(received, request.eventId(), now)) {
            return refusal(Status.DUPLICATE, Reason.ALREADY_HANDLED);
        }
        if (newest.superseded(request, received.source(), received.replayed())
                || history.superseded(request.eventId(), now)) {
            return refusal(Status.SUPERSEDED, Reason.NEWER_CODE_EXISTS);
        }
        return Optional.empty();
    }

    /** Whether the request's code has expired, or will have when the message arrives. */
    public static boolean expired(SmsRequest request, Instant now) {
        return now.plus(LEAST_LIFE).isAfter(request.expiresAt());
    }

    private static Optional<Refusal> refusal(Status status, Reason reason) {
        return Optional.of(new Refusal(status, reason));
    }
}
