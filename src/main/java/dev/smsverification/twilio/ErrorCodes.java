package dev.smsverification.twilio;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.stream.Collectors;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import dev.smsverification.log.Printable;
import dev.smsverification.twilio.ErrorMeaning.Kind;

/** The table of Twilio's error codes. As Twilio splits codes now and then, it is data, and configuration overrides it. */
@Singleton
public final class ErrorCodes {

    static final String TABLE = "twilio-error-codes.properties";

    private final Map<Integer, ErrorMeaning> meanings = new HashMap<>();

    @Inject
    ErrorCodes(TwilioConfig config) {
        this(config.errorCodes());
    }

    /** @param overrides meanings by code, without {@link #problemsIn problems} */
    ErrorCodes(Map<String, String> overrides) {
        table().forEach(this::put);
        overrides.forEach(this::put);
    }

    private void put(String code, String words) {
        meanings.put(Integer.valueOf(code), ErrorMeaning.parse(words).orElseThrow());
    }

    /** An unknown code, or none, means what its HTTP status means. */
    ErrorMeaning meaning(OptionalInt code, int status) {
        return known(code).orElseGet(() -> ErrorMeaning.of(switch (status) {
            case 401, 403 -> Kind.ACCOUNT_PROBLEM;
            // The request did not arrive in full (RFC 9110, 15.5.9); but some proxies answer so for a slow server behind them.
            case 408 -> Kind.UNCERTAIN;
            case 429 -> Kind.THROTTLED;
            default -> status >= 400 && status < 500 ? Kind.REJECTED : Kind.UNCERTAIN;
        }));
    }

    /** Whether the table has the code. */
    public boolean knows(int code) {
        return meanings.containsKey(code);
    }

    Optional<ErrorMeaning> known(OptionalInt code) {
        return code.isPresent() ? Optional.ofNullable(meanings.get(code.getAsInt())) : Optional.empty();
    }

    /** A line for each malformed entry. */
    static List<String> problemsIn(Map<String, String> overrides) {
        return overrides.entrySet().stream()
                .filter(entry -> !entry.getKey().matches("[0-9]{3,6}")
                        || ErrorMeaning.parse(entry.getValue()).isEmpty())
                .map(entry -> "twilio.error-codes." + entry.getKey() + " ("
                        + Printable.of(entry.getValue())
                        + "): must be a code of 3 to 6 digits and, as value, "
                        + ErrorMeaning.FORM)
                .sorted().toList();
    }

    static Map<String, String> table() {
        try (InputStream file = ErrorCodes.class.getClassLoader().getResourceAsStream(TABLE)) {
            Properties properties = new Properties();
            properties.load(file);
            return properties.stringPropertyNames().stream()
                    .collect(Collectors.toMap(code -> code, properties::getProperty));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
