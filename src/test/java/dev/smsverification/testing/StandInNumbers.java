package dev.smsverification.testing;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The numbers that the stand-in answers specially: Twilio's magic numbers, and the same for numbers that are valid to
 * libphonenumber (555-01xx is set aside for fiction), so that they pass the worker's own checks.
 */
public final class StandInNumbers {

    /** No such number: error 21211. */
    public static final String INVALID = "+12025550101";
    /** Cannot be reached: error 21612. */
    public static final String UNROUTABLE = "+12025550102";
    /** The country is not enabled: error 21408. */
    public static final String COUNTRY_NOT_ENABLED = "+12025550103";
    /** Has answered STOP: error 21610. */
    public static final String UNSUBSCRIBED = "+12025550104";
    /** Not a mobile number: error 21614. */
    public static final String NOT_MOBILE = "+12025550109";
    /** Looks like SMS pumping: error 30450. */
    public static final String SUSPICIOUS = "+12025550145";
    /** The first messages since the start or a reset are answered 429 and 503, the third is accepted. */
    public static final String THIRD_TIME_LUCKY = "+12025550142";

    static final Map<String, List<StandInAnswer>> FIRST_ANSWERS = Map.of(THIRD_TIME_LUCKY,
            List.of(StandInAnswer.error(429, 20429), StandInAnswer.error(503, 20503)));

    private static final Map<String, Integer> BY_RECIPIENT = Map.ofEntries(Map.entry("+15005550001", 21211),
            Map.entry("+15005550002", 21612), Map.entry("+15005550003", 21408), Map.entry("+15005550004", 21610),
            Map.entry("+15005550009", 21614), Map.entry(INVALID, 21211), Map.entry(UNROUTABLE, 21612),
            Map.entry(COUNTRY_NOT_ENABLED, 21408), Map.entry(UNSUBSCRIBED, 21610), Map.entry(NOT_MOBILE, 21614),
            Map.entry(SUSPICIOUS, 30450));

    private static final Map<String, Integer> BY_SENDER = Map.of("+15005550001", 21212, "+15005550007", 21606,
            "+15005550008", 21611);

    private StandInNumbers() {}

    static OptionalInt errorFor(String to, String from) {
        Integer code = BY_SENDER.getOrDefault(from, BY_RECIPIENT.get(to));
        return code == null ? OptionalInt.empty() : OptionalInt.of(code);
    }
}
