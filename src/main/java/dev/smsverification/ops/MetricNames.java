package dev.smsverification.ops;

/** The names of all metrics of the worker, as Prometheus shows them, and of their labels. The README tells what each is for. */
public final class MetricNames {

    // Results.
    public static final String STATUS = "sms_status_total";
    public static final String ACCEPTED = "sms_accepted_seconds";
    public static final String SEGMENTS = "sms_segments_total";
    public static final String DEAD_LETTERS = "sms_dead_letters_total";

    // Whether the worker can work at all.
    public static final String READY = "sms_ready";

    // The provider.
    public static final String TWILIO_ANSWER = "sms_twilio_answer_seconds";
    public static final String IN_FLIGHT = "sms_in_flight";
    public static final String IN_FLIGHT_LIMIT = "sms_in_flight_limit";
    public static final String PAUSED = "sms_paused";

    // What waits.
    public static final String OLDEST_UNFINISHED = "sms_oldest_unfinished_seconds";
    public static final String CONSUMER_LAG = "sms_consumer_lag";
    public static final String RETRIES_PENDING = "sms_retries_pending";

    // Takeovers whose ledger could not be read in full.
    public static final String LEDGER_UNREAD = "sms_ledger_unread_total";

    // Files that change while the worker runs.
    public static final String RELOAD_FAILURES = "sms_reload_failures_total";
    public static final String FILES_REFUSED = "sms_files_refused";

    static final String LABEL_STATUS = "status";
    static final String LABEL_REASON = "reason";
    static final String LABEL_USAGE_TYPE = "usage_type";
    static final String LABEL_COUNTRY = "country";
    static final String LABEL_ERROR_CODE = "error_code";
    static final String LABEL_CALL = "call";
    static final String LABEL_OUTCOME = "outcome";
    static final String LABEL_TOPIC = "topic";
    static final String LABEL_SOURCE = "source";

    /** The value of a label that has none. */
    static final String NONE = "none";
    /** Stands for every label value that is not known beforehand. */
    static final String OTHER = "other";

    private MetricNames() {}
}
