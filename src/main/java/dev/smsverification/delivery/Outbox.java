package dev.smsverification.delivery;

import io.smallrye.mutiny.Uni;

/** Where results are written down. */
public interface Outbox {

    /**
     * Writes the status record, after the retry or the dead letter that goes with it.
     *
     * @return what was written, when all of it is durable: the result, but where the broker takes neither retry nor dead
     *         letter because of its size. Tries for as long as it takes. Completes on the event loop
     */
    Uni<Result> publish(Result result);
}
