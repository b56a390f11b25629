package dev.smsverification.replay;

import dev.smsverification.event.DeadLetter;
import dev.smsverification.event.SmsRequest;

/** A dead letter whose request could still be sent. Prints neither the code nor the full number. */
public record Candidate(DeadLetter letter, SmsRequest request) {}
