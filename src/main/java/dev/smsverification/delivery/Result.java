package dev.smsverification.delivery;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

import dev.smsverification.event.Reason;
import dev.smsverification.event.Received;
import dev.smsverification.event.SmsRequest;

/**
 * The result of one record, to be published.
 *
 * @param eventId also where there is no request
 * @param request empty where the record was malformed
 * @param at when it was decided
 */
public record Result(Received received, String eventId, Optional<SmsRequest> request, Disposition.Decided disposition,
        Instant at) {

    /** The same, where the broker refuses the retry or the dead letter for its size. */
    public Result tooLarge() {
        return new Result(received, eventId, request, disposition instanceof Disposition.RetryAt retry
                ? Disposition.DeadLetter.after(retry.reason(), Reason.RECORD_TOO_LARGE, retry.errorCode())
                : Disposition.DeadLetter.of(Reason.RECORD_TOO_LARGE, OptionalInt.empty()), at);
    }
}
