package dev.smsverification.event;

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

    @Override
    public String toString() {
        return "SmsRequest[eventId=" + eventId + ", phone=" + phone + ", usageType=" + usageType + "]";
    }
}
