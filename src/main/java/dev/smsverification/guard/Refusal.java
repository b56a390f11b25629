package dev.smsverification.guard;

import dev.smsverification.event.Reason;
import dev.smsverification.event.Status;

/** That a request is not sent, as its status record will say it. */
public record Refusal(Status status, Reason reason) {}
