package dev.smsverification.log;

/** The keys that log lines carry, always under the same name. */
public enum LogKey {
    EVENT_ID("eventId"), //
    ATTEMPT("attempt"), //
    STATUS("status"), //
    REASON("reason"), //
    ERROR_CODE("errorCode"), //
    COUNTRY("country"), //
    SOURCE("source");

    private final String word;

    LogKey(String word) {
        this.word = word;
    }

    /** As it stands in the line. */
    String word() {
        return word;
    }
}
