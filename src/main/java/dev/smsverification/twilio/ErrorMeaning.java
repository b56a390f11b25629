package dev.smsverification.twilio;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.smsverification.delivery.Outcome;
import dev.smsverification.event.Reason;

/**
 * What an error code says about a message.
 *
 * @param reason only of use for what is rejected
 * @param alert whether somebody has to do something about it
 */
record ErrorMeaning(Kind kind, Reason reason, boolean alert) {

    static final String FORM = "account_problem, throttled, uncertain, or rejected with one of recipient_rejected,"
            + " recipient_unsubscribed, country_not_enabled, request_rejected, fraud_suspected and perhaps alert";

    private static final Pattern WORDS = Pattern.compile("(account_problem|throttled|uncertain)"
            + "|rejected (recipient_rejected|recipient_unsubscribed|country_not_enabled|request_rejected|fraud_suspected)( alert)?");

    enum Kind {
        REJECTED, ACCOUNT_PROBLEM, THROTTLED, UNCERTAIN
    }

    static ErrorMeaning of(Kind kind) {
        return new ErrorMeaning(kind, Reason.REQUEST_REJECTED, kind == Kind.REJECTED);
    }

    /** Reads the words of {@link #FORM}; empty for any others. */
    static Optional<ErrorMeaning> parse(String words) {
        Matcher matcher = WORDS.matcher(words.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(matcher.group(1) != null
                ? of(Kind.valueOf(matcher.group(1).toUpperCase(Locale.ROOT)))
                : new ErrorMeaning(Kind.REJECTED, Reason.ofWord(matcher.group(2)).orElseThrow(),
                        matcher.group(3) != null));
    }

    Outcome outcome(OptionalInt code, Optional<Duration> retryAfter) {
        return switch (kind) {
            case REJECTED -> new Outcome.Rejected(reason, code);
            case ACCOUNT_PROBLEM -> new Outcome.AccountProblem(code);
            case THROTTLED -> new Outcome.Throttled(retryAfter, code);
            case UNCERTAIN -> new Outcome.Uncertain(Reason.PROVIDER_ERROR, code, retryAfter);
        };
    }
}
