package dev.smsverification.delivery;

import io.smallrye.mutiny.Uni;

/** Where results are written down. */
public interface Outbox {

    /**
     * Writes the status record, after the retry or the dead letter that goes with it.
     *
     * @return what was written, once all of it is durable: the result, or {@link Result#tooLarge} where the broker refuses the retry or dead
     *         letter for its size. Tries for as long as it takes; completes on the event loop
     */
    Uni<Result> publish(Result result);
}
