package dev.smsverification.replay;

import java.time.Instant;
import java.util.Optional;

import dev.smsverification.event.DeadLetter;
import dev.smsverification.event.SmsRequest;

/** A dead letter whose request could still be sent. Prints neither the code nor the full number. */
public final class Candidate {

    private final DeadLetter letter;
    private final SmsRequest request;

    Candidate(DeadLetter letter, SmsRequest request) {
        this.letter = letter;
        this.request = request;
    }

    DeadLetter letter() {
        return letter;
    }

    public SmsRequest request() {
        return request;
    }

    /** Why the request was given up. */
    public Optional<String> reason() {
        return letter.reason();
    }

    public Optional<String> errorCode() {
        return letter.errorCode();
    }

    /** When the request was given up. */
    public Optional<Instant> at() {
        return letter.at();
    }

    @Override
    public String toString() {
        return "Candidate[" + letter + ", " + request + "]";
    }
}
