package dev.smsverification.delivery;

import java.time.Instant;
import java.util.Optional;

import io.smallrye.mutiny.Uni;

/**
 * The provider that messages are sent through. Each method makes at most one HTTP request and repeats nothing; the
 * results never fail: whatever goes wrong is an {@link Outcome}. Safe for concurrent use.
 */
public interface Sender {

    /** Sends the message once. */
    Uni<Outcome> send(TextMessage message);

    /**
     * Asks whether an earlier, uncertain attempt to send this very message got through.
     *
     * @param since when the first attempt was made
     * @return the accepted message; empty when the provider has none such; {@link Outcome.Uncertain} (or another
     *         refusal) when the question could not be answered
     */
    Uni<Optional<Outcome>> find(TextMessage message, Instant since);

    /** Asks whether the account can send: {@link Optional#empty()} when it can, else what is wrong. */
    Uni<Optional<Outcome>> probe();
}
