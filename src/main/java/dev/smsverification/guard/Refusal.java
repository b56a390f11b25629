package dev.smsverification.guard;

import dev.smsverification.event.Reason;
import dev.smsverification.event.Status;

/** Why a request must not be sent. */
public enum Refusal {
    EXPIRED(Status.EXPIRED, Reason.CODE_EXPIRED), DUPLICATE(Status.DUPLICATE,
            Reason.ALREADY_HANDLED), SUPERSEDED(Status.SUPERSEDED, Reason.NEWER_CODE_EXISTS);

    private final Status status;
    private final Reason reason;

    Refusal(Status status, Reason reason) {
        this.status = status;
        this.reason = reason;
    }

    public Status status() {
        return status;
    }

    public Reason reason() {
        return reason;
    }
}
