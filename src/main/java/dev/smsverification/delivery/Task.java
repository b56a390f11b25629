package dev.smsverification.delivery;

import dev.smsverification.event.Received;
import dev.smsverification.event.SmsRequest;

/**
 * A request that is worked on.
 *
 * @param pauses how many pauses this request has brought about although others had been sent since the one before
 * @param resumed how often sending had been resumed when the account was last refused for it
 */
record Task(Received received, SmsRequest request, Lease lease, int pauses, int resumed) {

    Task(Received received, SmsRequest request, Lease lease) {
        this(received, request, lease, 0, Integer.MAX_VALUE);
    }

    /** The same, after the account was refused for it. */
    Task refused(int resumedUntilNow) {
        return new Task(received, request, lease, resumedUntilNow > resumed ? pauses + 1 : pauses, resumedUntilNow);
    }
}
