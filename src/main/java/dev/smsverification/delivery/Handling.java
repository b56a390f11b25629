package dev.smsverification.delivery;

/** How the handling of a record ended. */
public enum Handling {
    /** Everything that it caused is durable: the record can be acknowledged. */
    SETTLED,
    /** Not settled, because its lease ended before work on it began, or for a fault: whoever gets the partition next handles it. */
    LEFT
}
