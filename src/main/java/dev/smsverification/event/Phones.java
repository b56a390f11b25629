package dev.smsverification.event;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber;

/** Reads phone numbers as auth services publish them: E.164, the leading {@code +} optional, nothing else repaired. */
public final class Phones {

    /** E.164: at most 15 digits, and no country code begins with 0 (ITU-T E.164). */
    private static final Pattern E164 = Pattern.compile("\\+?([1-9][0-9]{1,14})");
    private static final int LONGEST_COUNTRY_CODE = 3;

    private static final PhoneNumberUtil LIBRARY = PhoneNumberUtil.getInstance();
    private static final Set<Integer> COUNTRY_CODES = Set.copyOf(LIBRARY.getSupportedCallingCodes());

    private Phones() {}

    /** The number, or empty where libphonenumber knows no such number. */
    public static Optional<PhoneNumber> parse(String text) {
        var matcher = E164.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String digits = matcher.group(1);
        return takenApart(digits).flatMap(number -> valid(digits, number)).or(() -> repaired(digits));
    }

    private static Optional<PhoneNumber> valid(String digits, Phonenumber.PhoneNumber number) {
        String region = LIBRARY.getRegionCodeForNumber(number);
        return region != null && LIBRARY.isValidNumberForRegion(number, region)
                ? Optional.of(new PhoneNumber("+" + digits, number.getCountryCode(), region))
                : Optional.empty();
    }

    /** The common number needs no more than to be split behind its country code, which the library's parser makes much of. */
    private static Optional<Phonenumber.PhoneNumber> takenApart(String digits) {
        for (int length = 1; length <= LONGEST_COUNTRY_CODE && length < digits.length(); length++) {
            int countryCode = Integer.parseInt(digits.substring(0, length));
            if (COUNTRY_CODES.contains(countryCode) && digits.charAt(length) != '0') {
                return Optional.of(new Phonenumber.PhoneNumber().setCountryCode(countryCode)
                        .setNationalNumber(Long.parseLong(digits.substring(length))));
            }
        }
        return Optional.empty();
    }

    /** Leading zeros belong to some numbers and have to be taken from others. */
    private static Optional<PhoneNumber> repaired(String digits) {
        try {
            return valid(digits, LIBRARY.parse("+" + digits, null));
        } catch (NumberParseException _) {
            return Optional.empty();
        }
    }
}
