package dev.smsverification.event;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Why a request ended as it did: the closed list of {@code reason} words, each described in the AsyncAPI document. */
public enum Reason {
    // The request cannot be understood.
    EMPTY_VALUE, TOO_LARGE, INVALID_ENCODING, NOT_JSON, INVALID_CLOUD_EVENT, MISSING_FIELD, INVALID_FIELD, INVALID_PHONE, INVALID_CODE,
    // It cannot be put into words.
    TEMPLATE_MISSING, TEMPLATE_VARIABLE_MISSING, TEMPLATE_VARIABLE_INVALID, TEMPLATE_VARIABLE_TOO_LONG, TEMPLATE_VARIABLE_LINK, TEXT_TOO_LONG,
    // It must not be sent.
    CODE_EXPIRED, ALREADY_HANDLED, NEWER_CODE_EXISTS,
    // Twilio refused it for good.
    RECIPIENT_REJECTED, RECIPIENT_UNSUBSCRIBED, COUNTRY_NOT_ENABLED, REQUEST_REJECTED, FRAUD_SUSPECTED,
    // It did not get through this time.
    THROTTLED, PROVIDER_UNREACHABLE, PROVIDER_ERROR, PROVIDER_TIMEOUT, CONNECTION_LOST, ACCOUNT_PROBLEM,
    // It is given up.
    ATTEMPTS_EXHAUSTED, UNCERTAIN_NOT_REPEATED, RECORD_TOO_LARGE;

    private static final Map<String, Reason> BY_WORD = Arrays.stream(values())
            .collect(Collectors.toMap(Reason::word, reason -> reason));

    private final String word = name().toLowerCase(Locale.ROOT);

    /** The word as it stands in a status record, in snake_case. */
    public String word() {
        return word;
    }

    /** The reason with this word; empty if there is none. */
    public static Optional<Reason> ofWord(String word) {
        return Optional.ofNullable(BY_WORD.get(word));
    }
}
