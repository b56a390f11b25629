package dev.smsverification.replay;

/** A replay could not be done. Its message names topics and what to do, never anything of a record. */
public final class ReplayException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ReplayException(String message) {
        super(message);
    }
}
