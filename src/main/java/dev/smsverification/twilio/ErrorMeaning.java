package dev.smsverification.twilio;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.smsverification.delivery.Outcome;
import dev.smsverification.event.Reason;

/**
 * What an error code means for a message.
 *
 * @param reason only used for {@link Kind#REJECTED}
 * @param alert whether somebody has to change something
 */
record ErrorMeaning(Kind kind, Reason reason, boolean alert) {

    private static final Set<Reason> REJECTIONS = EnumSet.of(Reason.RECIPIENT_REJECTED, Reason.RECIPIENT_UNSUBSCRIBED,
            Reason.COUNTRY_NOT_ENABLED, Reason.REQUEST_REJECTED, Reason.FRAUD_SUSPECTED);

    static final String FORM = "account_problem, throttled, uncertain, or rejected with one of " + rejections(", ")
            + " and perhaps alert";

    private static final Pattern WORDS = Pattern
            .compile("(account_problem|throttled|uncertain)|rejected (" + rejections("|") + ")( alert)?");

    enum Kind {
        REJECTED, ACCOUNT_PROBLEM, THROTTLED, UNCERTAIN
    }

    static ErrorMeaning of(Kind kind) {
        return new ErrorMeaning(kind, Reason.REQUEST_REJECTED, kind == Kind.REJECTED);
    }

    private static String rejections(String separator) {
        return REJECTIONS.stream().map(Reason::word).collect(Collectors.joining(separator));
    }

    /** Reads what {@link #FORM} describes; empty for anything else. */
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
