package dev.smsverification.guard;

import dev.smsverification.event.Reason;
import dev.smsverification.event.Status;

/** Why a request must not be sent, as its status record will say. */
public record Refusal(Status status, Reason reason) {}
