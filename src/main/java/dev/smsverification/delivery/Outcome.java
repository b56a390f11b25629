package dev.smsverification.delivery;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

import dev.smsverification.event.Reason;

/** The result of one attempt to send a message. Error codes are the provider's; empty where it gave none. */
public sealed interface Outcome {

    /** Its name in snake_case; for metrics and programs. */
    default String word() {
        return switch (this) {
            case Accepted _ -> "accepted";
            case Rejected _ -> "rejected";
            case Throttled _ -> "throttled";
            case NotSent _ -> "not_sent";
            case Uncertain _ -> "uncertain";
            case AccountProblem _ -> "account_problem";
        };
    }

    /**
     * The provider accepted the message.
     *
     * @param providerStatus in the provider's words; empty where it gave none
     * @param segments empty while the provider has not counted them
     */
    record Accepted(String messageSid, Optional<String> providerStatus, OptionalInt segments) implements Outcome {}

    /** The provider will never accept this message. */
    record Rejected(Reason reason, OptionalInt errorCode) implements Outcome {}

    /** Not processed because there is too much traffic; safe to repeat, not before {@code retryAfter} where given. */
    record Throttled(Optional<Duration> retryAfter, OptionalInt errorCode) implements Outcome {}

    /** The request certainly never reached the provider; safe to repeat. */
    record NotSent(Reason reason) implements Outcome {}

    /** The message may or may not have been accepted; not to be repeated before {@code retryAfter} where given. */
    record Uncertain(Reason reason, OptionalInt errorCode, Optional<Duration> retryAfter) implements Outcome {

        public Uncertain(Reason reason, OptionalInt errorCode) {
            this(reason, errorCode, Optional.empty());
        }
    }

    /** Nothing is wrong with the message: the account cannot send any. */
    record AccountProblem(OptionalInt errorCode) implements Outcome {}
}
