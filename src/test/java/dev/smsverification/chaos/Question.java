package dev.smsverification.chaos;

import java.time.Instant;

/** The question whether Twilio has a message to a number. Does not print the number. */
record Question(String to, Instant at) {

    @Override
    public String toString() {
        return "Question[at=" + at + "]";
    }
}
