package dev.smsverification.delivery;

import java.util.Optional;
import java.util.OptionalInt;

import dev.smsverification.event.Attempt;
import dev.smsverification.event.Reason;
import dev.smsverification.event.Status;
import dev.smsverification.guard.Refusal;

/** What becomes of a record. */
public sealed interface Disposition {

    /** Done with the record for now: exactly one status record says so. */
    sealed interface Settled extends Disposition {

        Status status();
    }

    /** The provider took the message. */
    record Sent(Outcome.Accepted message) implements Settled {

        @Override
        public Status status() {
            return Status.SENT;
        }
    }

    /** Tried again at {@code next.dueAt()}, by way of a retry topic. */
    record RetryAt(Attempt next, Reason reason, OptionalInt errorCode) implements Settled {

        @Override
        public Status status() {
            return Status.RETRYING;
        }
    }

    /** Kept in the dead-letter topic. {@code cause} says more than the reason, without a word of the payload. */
    record DeadLetter(Status status, Reason reason, OptionalInt errorCode, Optional<String> cause) implements Settled {

        static DeadLetter failed(Reason reason, OptionalInt errorCode) {
            return new DeadLetter(Status.FAILED, reason, errorCode, Optional.empty());
        }

        /** What hides why the last attempt failed, tells it as its cause. */
        static DeadLetter after(Reason lastAttempt, Status status, Reason reason, OptionalInt errorCode) {
            return new DeadLetter(status, reason, errorCode, Optional.of("the last attempt: " + lastAttempt.word()));
        }
    }

    /** Not sent, and nothing to keep. */
    record Dropped(Status status, Reason reason) implements Settled {}

    /** What becomes of a request that a guard refuses: one that expires after an attempt is kept, as it could not be sent in time. */
    static Settled refused(Refusal refusal, Attempt attempt) {
        return refusal.status() == Status.EXPIRED && attempt.number() > 1
                ? new DeadLetter(refusal.status(), refusal.reason(), OptionalInt.empty(), Optional.empty())
                : new Dropped(refusal.status(), refusal.reason());
    }

    /** Nothing can be sent for anybody; the record waits where it is. */
    record Halt(OptionalInt errorCode) implements Disposition {}
}
