package dev.smsverification.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import io.smallrye.mutiny.Uni;

/**
 * The provider that messages are sent through. Nothing is repeated, and no result is a failure: whatever goes wrong is
 * an {@link Outcome}. Safe for concurrent use.
 */
public interface Sender {

    /** The longest that one call of one of the methods below takes. */
    Duration timeout();

    /** Sends the message once, with one HTTP request. */
    Uni<Outcome> send(TextMessage message);

    /**
     * Asks what became of an earlier, uncertain attempt to send this very message. A provider that lists its messages in
     * pages is sent a request for each.
     *
     * @param since when the first attempt was made
     * @return empty when the message is to be sent (again); else what is to be taken for the outcome of this attempt: the
     *         accepted message, {@link Outcome.Rejected} when it must not be sent again, {@link Outcome.Uncertain} (or
     *         what stands in the way of an answer) when it has to be asked again later
     */
    Uni<Optional<Outcome>> reconcile(TextMessage message, Instant since);

    /** Whether {@link #reconcile} asks; it may be told to answer by rule. */
    boolean canReconcile();

    /** Asks, with one HTTP request, whether the account can send: empty when it can, else what is wrong. */
    Uni<Optional<Outcome>> probe();
}
