package dev.smsverification.event;

/** What a record turned out to be. */
public sealed interface Decoded {

    /** The id that it gave, else where it was published. */
    String eventId();

    /** A request that can be handled. */
    record Valid(SmsRequest request) implements Decoded {

        @Override
        public String eventId() {
            return request.eventId();
        }
    }

    /**
     * Not a request.
     *
     * @param detail what is wrong, in words that quote nothing of the payload
     */
    record Malformed(String eventId, Reason reason, String detail) implements Decoded {}
}
