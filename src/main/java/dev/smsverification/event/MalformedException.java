package dev.smsverification.event;

/** Ends the decoding of a record at its first fault. Caught in {@link Decoder}; never quotes the payload. */
final class MalformedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    MalformedException(Reason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }
}
