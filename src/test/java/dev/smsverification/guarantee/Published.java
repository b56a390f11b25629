package dev.smsverification.guarantee;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A record as it was written to the requests topic. Prints only where it stands.
 *
 * @param eventId under which its status is reported
 * @param code empty where the record is no valid request
 * @param key empty for none
 * @param at the record's timestamp
 */
public record Published(Place place, String eventId, Optional<Code> code, String key, byte[] value,
        Map<String, String> headers, Instant at) {

    /**
     * The code that a request asks to be sent. Prints only what it is for.
     *
     * @param expiresAt when it stops working
     */
    public record Code(String phone, String usageType, String text, Instant expiresAt) {

        /** What a newer code replaces an older one for. */
        String purpose() {
            return phone + " " + usageType;
        }

        @Override
        public String toString() {
            return "Code[" + usageType + ", expiresAt=" + expiresAt + "]";
        }
    }

    @Override
    public String toString() {
        return eventId + " at " + place;
    }
}
