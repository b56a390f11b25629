package dev.smsverification.event;

import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The event without its wrapping, whichever of the three accepted forms it came in.
 *
 * @param id the CloudEvents {@code id}
 * @param time the CloudEvents {@code time}
 * @param data the request
 */
record Envelope(Optional<String> id, Optional<Instant> time, JsonNode data) {

    private static final String STRUCTURED = "application/cloudevents";

    /**
     * Unwraps plain JSON and CloudEvents 1.0 in the binary and the structured mode of the Kafka protocol binding.
     *
     * @throws MalformedException where the value is not JSON, or not the CloudEvent that its headers announce
     */
    static Envelope open(Received received) {
        JsonNode json = Json.parse(received.record().value());
        Optional<String> contentType = received.header(HeaderNames.CONTENT_TYPE);
        if (contentType.filter(type -> type.toLowerCase(Locale.ROOT).startsWith(STRUCTURED)).isPresent()) {
            return structured(json);
        }
        received.header(HeaderNames.CLOUD_EVENT_VERSION).ifPresent(Envelope::checkVersion);
        return new Envelope(received.header(HeaderNames.CLOUD_EVENT_ID),
                received.header(HeaderNames.CLOUD_EVENT_TIME).map(Envelope::time), json);
    }

    private static Envelope structured(JsonNode json) {
        checkVersion(required(json, "specversion"));
        required(json, "source");
        required(json, "type");
        JsonNode data = json.hasNonNull("data_base64")
                ? Json.parse(base64(json.get("data_base64")))
                : json.path("data");
        return new Envelope(Optional.of(required(json, "id")),
                Json.text(json, "time", Reason.INVALID_CLOUD_EVENT).map(Envelope::time), data);
    }

    private static String required(JsonNode json, String attribute) {
        return Json.text(json, attribute, Reason.INVALID_CLOUD_EVENT).filter(text -> !text.isEmpty())
                .orElseThrow(() -> new MalformedException(Reason.INVALID_CLOUD_EVENT,
                        "attribute " + attribute + " is missing"));
    }

    private static void checkVersion(String version) {
        if (!version.equals("1.0")) {
            throw new MalformedException(Reason.INVALID_CLOUD_EVENT, "specversion is not 1.0");
        }
    }

    private static Instant time(String text) {
        return Rfc3339.instant(text)
                .orElseThrow(
                        () -> new MalformedException(Reason.INVALID_CLOUD_EVENT, "time is not an RFC 3339 date-time"));
    }

    private static byte[] base64(JsonNode data) {
        try {
            return Base64.getDecoder().decode(data.asText());
        } catch (IllegalArgumentException _) {
            throw new MalformedException(Reason.INVALID_CLOUD_EVENT, "data_base64 is not Base64");
        }
    }
}
