package dev.smsverification.event;

/** What a record turned out to be. */
public sealed interface Decoded {

    /** A request that can be handled. */
    record Valid(SmsRequest request) implements Decoded {}

    /**
     * Not a request.
     *
     * @param eventId the id it gave, else where it was published
     * @param detail what is wrong, in words that quote nothing of the payload
     */
    record Malformed(String eventId, Reason reason, String detail) implements Decoded {}
}
