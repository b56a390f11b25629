package dev.smsverification.chaos;

import java.time.Instant;

/**
 * Something that was done to a worker or a broker.
 *
 * @param who such as {@code worker-2} or {@code broker-1}
 * @param from when it began
 * @param until when it was done: a worker or broker had ended or was up
 * @param open requests that the stand-in had not answered to this worker when it began; 0 for brokers
 */
record Incident(Kind kind, String who, Instant from, Instant until, int open) {

    enum Kind {
        STARTED, KILLED, TERMINATED, BROKER_STOPPED, BROKER_STARTED
    }

    boolean isBroker() {
        return kind == Kind.BROKER_STOPPED || kind == Kind.BROKER_STARTED;
    }
}
