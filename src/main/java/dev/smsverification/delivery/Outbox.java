package dev.smsverification.delivery;

import io.smallrye.mutiny.Uni;

/** Where results are written down. */
public interface Outbox {

    /**
     * Writes the status record, after the retry or the dead letter that goes with it.
     *
     * @return completes when all of it is durable; tries for as long as it takes
     */
    Uni<Void> publish(Result result);
}
