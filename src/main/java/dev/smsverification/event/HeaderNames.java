package dev.smsverification.event;

/** The names of all record headers that the worker reads or writes. */
public final class HeaderNames {

    // Read on requests.
    public static final String CONTENT_TYPE = "content-type";
    public static final String CLOUD_EVENT_ID = "ce_id";
    public static final String CLOUD_EVENT_TIME = "ce_time";
    public static final String CLOUD_EVENT_VERSION = "ce_specversion";
    public static final String REPLAYED_AT = "replayed-at";
    public static final String REPLAYED_FROM = "replayed-from";
    public static final String REPLAYED_TIMESTAMP = "replayed-timestamp";
    public static final String TRACEPARENT = "traceparent";
    public static final String TRACESTATE = "tracestate";

    // On status records, and on retries to say which request they belong to.
    public static final String EVENT_ID = "event-id";
    public static final String STATUS = "status";
    public static final String SOURCE_TOPIC = "source-topic";
    public static final String SOURCE_PARTITION = "source-partition";
    public static final String SOURCE_OFFSET = "source-offset";
    public static final String SOURCE_TIMESTAMP = "source-timestamp";

    // On retries, behind the headers of the request.
    public static final String RETRY_ATTEMPT = "retry-attempt";
    public static final String RETRY_DUE_AT = "retry-due-at";
    public static final String RETRY_FIRST_ATTEMPT_AT = "retry-first-attempt-at";
    public static final String RETRY_UNCERTAIN = "retry-uncertain";
    public static final String RETRY_TRACEPARENT = "retry-traceparent";

    // On dead letters.
    /** Every header that a dead letter adds to those of its request begins so. */
    public static final String DEAD_LETTER_PREFIX = "dead-letter-";
    public static final String DEAD_LETTER_REASON = "dead-letter-reason";
    public static final String DEAD_LETTER_CAUSE = "dead-letter-cause";
    public static final String DEAD_LETTER_TOPIC = "dead-letter-topic";
    public static final String DEAD_LETTER_PARTITION = "dead-letter-partition";
    public static final String DEAD_LETTER_OFFSET = "dead-letter-offset";
    public static final String DEAD_LETTER_ERROR_CODE = "dead-letter-error-code";
    public static final String DEAD_LETTER_ATTEMPTS = "dead-letter-attempts";
    public static final String DEAD_LETTER_AT = "dead-letter-at";
    public static final String DEAD_LETTER_TIMESTAMP = "dead-letter-timestamp";

    private HeaderNames() {}
}
