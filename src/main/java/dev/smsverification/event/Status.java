package dev.smsverification.event;

/** What has become of a request: the {@code status} of a status record. */
public enum Status {
    /** Twilio accepted the message. */
    SENT,
    /** A further attempt is scheduled. */
    RETRYING,
    /** Given up; the request is in the dead-letter topic. */
    FAILED,
    /** The code had expired, or would have before it could be sent. */
    EXPIRED,
    /** A newer code for the same phone and usage type exists. */
    SUPERSEDED,
    /** An event with this id was already handled. */
    DUPLICATE,
    /** Refused by a limit, or for its country. Not written by this version. */
    BLOCKED,
    /** The carrier confirmed delivery. Not written by this version. */
    DELIVERED,
    /** The carrier reported that the message did not arrive. Not written by this version. */
    UNDELIVERED
}
