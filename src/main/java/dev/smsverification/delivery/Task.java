package dev.smsverification.delivery;

import dev.smsverification.event.Attempt;
import dev.smsverification.event.Received;
import dev.smsverification.event.SmsRequest;

/**
 * A request that is being handled.
 *
 * @param pauses how many times the account was refused for this request although other messages had been accepted since the time before
 * @param proofs the value of {@link AccountPause#proofs()} at its last refusal
 */
record Task(Received received, SmsRequest request, Lease lease, int pauses, int proofs) {

    Task(Received received, SmsRequest request, Lease lease) {
        this(received, request, lease, 0, Integer.MAX_VALUE);
    }

    String eventId() {
        return request.eventId();
    }

    Attempt attempt() {
        return received.attempt();
    }

    /** The same, after another refusal because of the account. */
    Task refused(int proofsUntilNow) {
        return new Task(received, request, lease, proofsUntilNow > proofs ? pauses + 1 : pauses, proofsUntilNow);
    }
}
