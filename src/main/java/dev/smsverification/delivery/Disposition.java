package dev.smsverification.delivery;

import java.util.Optional;
import java.util.OptionalInt;

import dev.smsverification.event.Attempt;
import dev.smsverification.event.Reason;
import dev.smsverification.event.Status;

/** What becomes of a record. */
public sealed interface Disposition {

    /** Decided: exactly one status record is going to report it. */
    sealed interface Decided extends Disposition {

        Status status();

        /** Why the message was not sent; empty where it was. */
        default Optional<Reason> why() {
            return Optional.empty();
        }

        /** The provider's error code; empty where it gave none. */
        default OptionalInt errorCode() {
            return OptionalInt.empty();
        }
    }

    /** The provider accepted the message. */
    record Sent(Outcome.Accepted message) implements Decided {

        @Override
        public Status status() {
            return Status.SENT;
        }
    }

    /** This attempt did not send the message. */
    sealed interface Unsent extends Decided {

        Reason reason();

        @Override
        default Optional<Reason> why() {
            return Optional.of(reason());
        }
    }

    /** Tried again at {@code next.dueAt()}, through a retry topic. */
    record RetryAt(Attempt next, Reason reason, OptionalInt errorCode) implements Unsent {

        @Override
        public Status status() {
            return Status.RETRYING;
        }
    }

    /** Given up and kept in the dead-letter topic. {@code cause} adds detail to the reason, and nothing from the payload. */
    record DeadLetter(Reason reason, OptionalInt errorCode, Optional<String> cause) implements Unsent {

        static DeadLetter of(Reason reason, OptionalInt errorCode) {
            return new DeadLetter(reason, errorCode, Optional.empty());
        }

        /** With the reason of the last attempt as its cause, where {@code reason} would hide it. */
        static DeadLetter after(Reason lastAttempt, Reason reason, OptionalInt errorCode) {
            return new DeadLetter(reason, errorCode, Optional.of("the last attempt: " + lastAttempt.word()));
        }

        @Override
        public Status status() {
            return reason == Reason.CODE_EXPIRED ? Status.EXPIRED : Status.FAILED;
        }
    }

    /** Not sent, and nothing to keep. */
    record Dropped(Status status, Reason reason) implements Unsent {}

    /** Nothing was sent, because the lease is no longer confirmed; the record waits where it is. */
    record Untried() implements Disposition {}

    /** Nothing can be sent for anybody; the record waits where it is. */
    record Halt(OptionalInt errorCode) implements Disposition {}
}
