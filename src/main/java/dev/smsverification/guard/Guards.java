package dev.smsverification.guard;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.smsverification.event.Reason;
import dev.smsverification.event.Received;
import dev.smsverification.event.SmsRequest;
import dev.smsverification.event.Status;

/** All guards, in their order. Confined to the event loop. */
public final class Guards {

    /** The shortest validity period that a provider takes; and nobody could type the code in before it expires. */
    private static final Duration LEAST_LIFE = Duration.ofSeconds(1);

    private final List<Guard> guards;

    public Guards(History history, NewestCodes newest) {
        this.guards = List.of(
                (request, _, now) -> refuseIf(expired(request, now), Status.EXPIRED,
                        Reason.CODE_EXPIRED),
                (request, received, now) -> refuseIf(history.handled(received, request.eventId(), now),
                        Status.DUPLICATE,
                        Reason.ALREADY_HANDLED),
                (request, received, now) -> refuseIf(newest.superseded(request, received.source(), received.replayed())
                        || history.superseded(request.eventId(), now), Status.SUPERSEDED,
                        Reason.NEWER_CODE_EXISTS));
    }

    /** The first reason not to send the request now. */
    public Optional<Refusal> check(SmsRequest request, Received received, Instant now) {
        for (Guard guard : guards) {
            Optional<Refusal> refusal = guard.check(request, received, now);
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return Optional.empty();
    }

    /** Whether the request's code is of no use any more, or will not be when it arrives. */
    public static boolean expired(SmsRequest request, Instant now) {
        return now.plus(LEAST_LIFE).isAfter(request.expiresAt());
    }

    private static Optional<Refusal> refuseIf(boolean condition, Status status, Reason reason) {
        return condition ? Optional.of(new Refusal(status, reason)) : Optional.empty();
    }
}
