package dev.smsverification.delivery;

/** How the handling of a record ended. */
public enum Handling {
    /** Everything that it caused is durable: the record can be acknowledged. */
    SETTLED,
    /** Its lease ended before anything was begun: whoever gets the partition next handles it. */
    LEFT
}
