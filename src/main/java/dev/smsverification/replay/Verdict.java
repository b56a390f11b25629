package dev.smsverification.replay;

/** Why a replay leaves a dead letter where it is. */
public enum Verdict {
    /** An earlier replay has published it, or a message for its event was sent since. */
    REPLAYED_BEFORE,
    /** Its code is of no use any more. */
    EXPIRED,
    /** A newer code was asked for since, for its number and usage type. */
    SUPERSEDED,
    /** No request can be read from it: it would be given up again. */
    MALFORMED,
    /** The filter does not ask for it. */
    NOT_ASKED_FOR,
    /** More than the limit. */
    OVER_LIMIT
}
