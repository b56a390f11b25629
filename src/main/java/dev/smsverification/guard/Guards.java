package dev.smsverification.guard;

import java.time.Instant;
import java.util.Optional;

import dev.smsverification.event.Reason;
import dev.smsverification.event.Received;
import dev.smsverification.event.SmsRequest;
import dev.smsverification.event.Status;

/** Refuse what has expired, then what is a duplicate, then what a newer code supersedes. Confined to the event loop. */
public final class Guards {

    private final History history;
    private final NewestCodes newest;

    public Guards(History history, NewestCodes newest) {
        this.history = history;
        this.newest = newest;
    }

    /** The first reason not to send the request now. */
    public Optional<Refusal> check(SmsRequest request, Received received, Instant now) {
        if (request.isExpired(now)) {
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

    private static Optional<Refusal> refusal(Status status, Reason reason) {
        return Optional.of(new Refusal(status, reason));
    }
}
