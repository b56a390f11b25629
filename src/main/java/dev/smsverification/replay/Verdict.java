package dev.smsverification.replay;

/** What becomes of a dead letter in a replay. */
public enum Verdict {
    /** Published once more. */
    REPLAY,
    /** An earlier replay has published it, or a message for its event was sent since. */
    REPLAYED_BEFORE,
    /** Its code is of no use any more. */
    EXPIRED,
    /** A newer code was asked for since, for its number and usage type. */
    SUPERSEDED,
    /** No request can be read from it: it would be given up again. */
    MALFORMED,
    /** The filter does not ask for it. */
    FILTERED,
    /** More than the limit. */
    OVER_LIMIT
}
