package dev.smsverification.cli;

/** What a process says when it ends. Part of the contract. */
final class ExitCode {

    static final int DONE = 0;
    /** Everything was right, and the thing failed all the same. */
    static final int FAILED = 1;
    /** Wrong use or configuration. */
    static final int WRONG_USE = 2;

    private ExitCode() {}
}
