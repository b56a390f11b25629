package dev.smsverification.template;

/** How bad a finding is. */
public enum Severity {
    /** Stops start-up, and keeps a changed file from coming into force. */
    ERROR,
    /** Worth a look. */
    WARNING
}
