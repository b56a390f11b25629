package dev.smsverification.event;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ValueRange;
import java.util.Optional;

import com.ethlo.time.ITU;
import com.ethlo.time.LeapSecondException;

/** Times as RFC 3339 writes them. Its years have four digits; what is further away does not even fit into milliseconds. */
public final class Rfc3339 {

    private static final ValueRange YEARS = ValueRange.of(0, 9999);
    private static final int SECONDS_END = "2026-04-01T12:00:00".length();

    private Rfc3339() {}

    /** Empty for what is no date-time. A leap second is known where it ends a June or a December locally, too, and counts as the second behind it. */
    public static Optional<Instant> instant(String text) {
        try {
            // What of it is reported is in UTC: the year has to have four digits there.
            OffsetDateTime time = time(text).withOffsetSameInstant(ZoneOffset.UTC);
            return YEARS.isValidIntValue(time.getYear()) ? Optional.of(time.toInstant()) : Optional.empty();
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /** @throws IllegalArgumentException for what is no date-time */
    public static Instant require(String text) {
        return instant(text).orElseThrow(() -> new IllegalArgumentException("no date-time"));
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
        // Such as the unknown local offset, -00:00: what else the JDK understands, which takes ten times as long.
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
