package dev.smsverification.guard;

import java.time.Instant;
import java.util.Optional;

import dev.smsverification.event.Received;
import dev.smsverification.event.SmsRequest;

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
            return Optional.of(Refusal.EXPIRED);
        }
        if (history.handled(received, request.eventId(), now)) {
            return Optional.of(Refusal.DUPLICATE);
        }
        if (newest.superseded(request, received.source(), received.replayed())
                || history.superseded(request.eventId(), now)) {
            return Optional.of(Refusal.SUPERSEDED);
        }
        return Optional.empty();
    }
}
