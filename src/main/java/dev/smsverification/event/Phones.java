package dev.smsverification.event;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;

/** Reads phone numbers as auth services publish them: E.164, the leading {@code +} optional, nothing else repaired. */
public final class Phones {

    /** ITU-T E.164, and two digits at least. */
    private static final int MAX_DIGITS = 15;
    private static final int MIN_DIGITS = 2;
    private static final int LONGEST_COUNTRY_CODE = 3;

    private static final PhoneNumberUtil LIBRARY = PhoneNumberUtil.getInstance();
    /** By name, each made for its first number: nobody sends to every country. */
    private static final Map<String, Region> REGIONS = new ConcurrentHashMap<>();

    private Phones() {}

    /** The number, or empty where libphonenumber knows no such number. */
    public static Optional<PhoneNumber> parse(String text) {
        String number = text.startsWith("+") ? text : "+" + text;
        if (!isE164(number)) {
            return Optional.empty();
        }
        Optional<PhoneNumber> found = find(number);
        return found.isPresent() ? found : repaired(number);
    }

    private static boolean isE164(String number) {
        int digits = number.length() - 1;
        // No country code begins with 0.
        if (digits < MIN_DIGITS || digits > MAX_DIGITS || number.charAt(1) == '0') {
            return false;
        }
        for (int i = 1; i <= digits; i++) {
            if (number.charAt(i) < '0' || number.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /** Most numbers only have to be split after the country code, for which the library's parser takes long. */
    private static Optional<PhoneNumber> find(String number) {
        int countryCode = 0;
        for (int end = 1; end <= LONGEST_COUNTRY_CODE && end < number.length() - 1; end++) {
            countryCode = countryCode * 10 + number.charAt(end) - '0';
            List<String> regions = LIBRARY.getRegionCodesForCountryCode(countryCode);
            if (!regions.isEmpty()) {
                return find(number, countryCode, number.substring(end + 1), regions);
            }
        }
        return Optional.empty();
    }

    /** As the library does it, in its order. */
    private static Optional<PhoneNumber> find(String number, int countryCode, String national, List<String> regions) {
        if (national.startsWith("0") || regions.contains(PhoneNumberUtil.REGION_CODE_FOR_NON_GEO_ENTITY)) {
            return Optional.empty();
        }
        for (String name : regions) {
            Region region = REGIONS.computeIfAbsent(name, Region::of);
            if (region.mayHave(national)) {
                if (region.has(national)) {
                    return Optional.of(new PhoneNumber(number, countryCode, name));
                }
                if (region.leadingDigits().isPresent()) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    /** Leading zeros belong to some numbers and have to be taken from others; and some belong to no region. */
    private static Optional<PhoneNumber> repaired(String text) {
        try {
            var number = LIBRARY.parse(text, null);
            return LIBRARY.isValidNumber(number)
                    ? Optional.of(
                            new PhoneNumber(text, number.getCountryCode(), LIBRARY.getRegionCodeForNumber(number)))
                    : Optional.empty();
        } catch (NumberParseException _) {
            return Optional.empty();
        }
    }
}
