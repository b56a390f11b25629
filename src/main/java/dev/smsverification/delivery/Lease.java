package dev.smsverification.delivery;

/** The right to work on a record. It ends when the partition is taken away or the worker stops. */
@FunctionalInterface
public interface Lease {

    /** Whether work on the record may still begin. What has begun is finished either way. */
    boolean held();
}
