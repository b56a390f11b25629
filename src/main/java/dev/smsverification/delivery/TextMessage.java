package dev.smsverification.delivery;

import java.time.Duration;

import dev.smsverification.event.PhoneNumber;

/**
 * A message ready to go. Prints neither its text nor the full number.
 *
 * @param to the recipient
 * @param body the text; secret
 * @param segments how many the text takes
 * @param validity the code's remaining life; the provider drops the message rather than deliver it later
 * @param beginWithin how long it may wait for a connection; no longer than its validity
 */
public record TextMessage(PhoneNumber to, String body, int segments, Duration validity, Duration beginWithin) {

    public TextMessage(PhoneNumber to, String body, int segments, Duration validity) {
        this(to, body, segments, validity, validity);
    }

    @Override
    public String toString() {
        return "TextMessage[to=" + to + "]";
    }
}
