package dev.smsverification.cli;

/** The exit codes. Part of the contract. */
final class ExitCode {

    static final int DONE = 0;
    /** Use and configuration were right, but the command failed. */
    static final int FAILED = 1;
    /** Wrong use or configuration. */
    static final int WRONG_USE = 2;

    private ExitCode() {}
}
