package dev.smsverification.event;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A request to send one verification code. Prints neither the code nor the full number.
 *
 * @param eventId the id under which its status is reported
 * @param phone the recipient
 * @param usageType the template asked for, such as {@code SignIn}
 * @param code the verification code, 1 to 32 characters; secret
 * @param locale the language wished for
 * @param requestedAt when the code was made; never in the future of the worker's clock
 * @param expiresAt from when on the code is of no use
 * @param variables further template variables, a JSON object; secret
 */
public record SmsRequest(String eventId, PhoneNumber phone, String usageType, String code, Optional<Locale> locale,
        Instant requestedAt, Instant expiresAt, JsonNode variables) {

    private static final int MAX_USAGE_TYPE = 128;
    private static final int MAX_CODE = 32;
    /** What {@link #isUsageType} asks for, as it follows the field's name in a message. */
    public static final String USAGE_TYPE_RULE = "has to have 1 to " + MAX_USAGE_TYPE
            + " characters, none a control character";
    /** What {@link #isCode} asks for, as it follows the field's name in a message. */
    public static final String CODE_RULE = "has to have 1 to " + MAX_CODE
            + " characters, none a control character, a line break or a change of direction";

    /** Providers take no shorter validity period, and nobody could type the code in before it expires. */
    private static final Duration SHORTEST_LIFE = Duration.ofSeconds(1);

    /** Whether a code is valid: 1 to 32 Unicode characters, none of them {@linkplain Characters#unwanted unwanted}. */
    public static boolean isCode(String text) {
        return !text.isEmpty() && Characters.count(text) <= MAX_CODE && !Characters.hasUnwanted(text);
    }

    /** Whether a usage type is valid: 1 to 128 Unicode characters, none of them a control character. */
    public static boolean isUsageType(String text) {
        return !text.isEmpty() && Characters.count(text) <= MAX_USAGE_TYPE
                && text.chars().noneMatch(Character::isISOControl);
    }

    /** Whether the code is of no use any more, or will not be when it arrives. */
    public boolean isExpired(Instant now) {
        return now.plus(SHORTEST_LIFE).isAfter(expiresAt);
    }

    @Override
    public String toString() {
        return "SmsRequest[eventId=" + eventId + ", phone=" + phone + ", usageType=" + usageType + "]";
    }
}
