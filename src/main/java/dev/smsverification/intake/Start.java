package dev.smsverification.intake;

import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/**
 * Where the work on a partition begins.
 *
 * @param offset of the first record that is not acknowledged
 * @param maybeBegunBefore whatever lies before this offset may have been begun by a worker that did not live to tell; the same
 *        offset where the worker before has finished what it had begun
 */
record Start(long offset, long maybeBegunBefore) {

    /** The metadata of a commit that says: nothing from this offset on has been begun. */
    private static final String NOTHING_BEGUN = "nothing begun";

    static OffsetAndMetadata nothingBegun(long offset) {
        return new OffsetAndMetadata(offset, NOTHING_BEGUN);
    }

    /** @param committed null where nobody ever committed anything, which is the first thing that a worker does */
    static boolean isNothingBegun(OffsetAndMetadata committed) {
        return committed == null || committed.metadata().equals(NOTHING_BEGUN);
    }
}
