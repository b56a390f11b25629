package dev.smsverification.delivery;

/** How the handling of a record ended. */
public enum Handling {
    /** Everything that it caused is durable: the record can be acknowledged. */
    SETTLED,
    /** Not settled, for its lease ended before anything was begun or for a fault: whoever gets the partition next handles it. */
    LEFT
}
