package dev.smsverification.event;

/**
 * A valid phone number.
 *
 * @param e164 the full number with its leading {@code +}; secret
 * @param countryCode the calling code without {@code +}, such as {@code 45}
 * @param country the ISO 3166-1 alpha-2 region, {@code 001} for a number of no country
 */
public record PhoneNumber(String e164, int countryCode, String country) {

    /** The number with only its country code and last two digits legible, such as {@code +1********10}. */
    public String masked() {
        int shown = 1 + Integer.toString(countryCode).length();
        int hidden = Math.max(0, e164.length() - shown - 2);
        return e164.substring(0, shown) + "*".repeat(hidden) + e164.substring(shown + hidden);
    }

    @Override
    public String toString() {
        return masked();
    }
}
