package dev.smsverification.event;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ValueRange;
import java.util.Optional;
import java.util.regex.Pattern;

import com.ethlo.time.ITU;
import com.ethlo.time.LeapSecondException;

/** Times as RFC 3339 writes them. Its years have four digits; what is further away does not even fit into milliseconds. */
public final class Rfc3339 {

    private static final ValueRange YEARS = ValueRange.of(0, 9999);
    private static final int SECONDS_END = "2026-04-01T12:00:00".length();
    /** RFC 3339 allows any number of digits, {@link Instant} has nine. */
    private static final Pattern BEYOND_NANOSECONDS = Pattern.compile("(?<=\\.[0-9]{9})[0-9]+");
    /** The unknown local offset of a time in UTC. */
    private static final String UNKNOWN_OFFSET = "-00:00";

    private Rfc3339() {}

    /** Empty for anything but a date-time. A leap second may end a June or December in UTC or in local time, and counts as the next second. */
    public static Optional<Instant> instant(String text) {
        try {
            // It is reported in UTC: the year has to have four digits there.
            OffsetDateTime time = time(simplified(text)).withOffsetSameInstant(ZoneOffset.UTC);
            return YEARS.isValidIntValue(time.getYear()) ? Optional.of(time.toInstant()) : Optional.empty();
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /** @throws IllegalArgumentException for what is no date-time */
    public static Instant require(String text) {
        return instant(text).orElseThrow(() -> new IllegalArgumentException("no date-time"));
    }

    /** Without the digits beyond nanoseconds, and with Z for the unknown local offset. */
    private static String simplified(String text) {
        String utc = text.endsWith(UNKNOWN_OFFSET)
                ? text.substring(0, text.length() - UNKNOWN_OFFSET.length()) + 'Z'
                : text;
        return utc.length() > SECONDS_END + ".123456789Z".length()
                ? BEYOND_NANOSECONDS.matcher(utc).replaceFirst("")
                : utc;
    }

    private static OffsetDateTime time(String text) {
        if (hasWholeOffset(text)) {
            try {
                return ITU.parseDateTime(text);
            } catch (LeapSecondException leap) {
                return leap.getNearestDateTime();
            } catch (DateTimeException _) {
                // Left to the JDK.
            }
        }
        // What else the JDK understands, such as a time without seconds. It takes ten times as long.
        return OffsetDateTime.parse(text);
    }

    /** ITU does not look at what follows a Z right behind the seconds, nor at what separates an offset's hours from its minutes. */
    private static boolean hasWholeOffset(String text) {
        int length = text.length();
        if (length <= SECONDS_END) {
            return false;
        }
        return isZ(text.charAt(SECONDS_END))
                ? length == SECONDS_END + 1
                : isZ(text.charAt(length - 1)) || text.charAt(length - 3) == ':';
    }

    private static boolean isZ(char character) {
        return character == 'Z' || character == 'z';
    }
}
