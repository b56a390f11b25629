package dev.smsverification.event;

import java.util.Optional;
import java.util.regex.Pattern;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;

/** Reads phone numbers as auth services publish them: E.164, the leading {@code +} optional, nothing else repaired. */
public final class Phones {

    /** E.164: at most 15 digits, and no country code begins with 0 (ITU-T E.164). */
    private static final Pattern E164 = Pattern.compile("\\+?([1-9][0-9]{1,14})");

    private static final PhoneNumberUtil LIBRARY = PhoneNumberUtil.getInstance();

    private Phones() {}

    /** The number, or empty where libphonenumber knows no such number. */
    public static Optional<PhoneNumber> parse(String text) {
        var matcher = E164.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String e164 = "+" + matcher.group(1);
        try {
            var parsed = LIBRARY.parse(e164, null);
            return LIBRARY.isValidNumber(parsed)
                    ? Optional
                            .of(new PhoneNumber(e164, parsed.getCountryCode(), LIBRARY.getRegionCodeForNumber(parsed)))
                    : Optional.empty();
        } catch (NumberParseException _) {
            return Optional.empty();
        }
    }
}
