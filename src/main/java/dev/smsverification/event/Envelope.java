package dev.smsverification.event;

import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

import org.apache.kafka.common.header.Header;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The event in one of the three accepted forms: plain JSON, or a CloudEvent 1.0 in the binary or structured mode of the
 * Kafka protocol binding. Each part is validated only when it is asked for, so that the id is known even where the rest is malformed.
 */
final class Envelope {

    private static final String STRUCTURED = "application/cloudevents";

    private final Received received;
    private final boolean structured;
    /** Null until it is asked for: in binary mode the id is known without it. */
    private JsonNode json;

    Envelope(Received received) {
        this.received = received;
        this.structured = received.header(HeaderNames.CONTENT_TYPE)
                .filter(type -> type.toLowerCase(Locale.ROOT).startsWith(STRUCTURED)).isPresent();
    }

    /**
     * The CloudEvents {@code id}.
     *
     * @throws MalformedException where it is no text
     */
    Optional<String> id() {
        return structured
                ? Json.text(json(), "id", Reason.INVALID_CLOUD_EVENT).filter(text -> !text.isEmpty())
                : idOfBinaryMode();
    }

    /**
     * The request.
     *
     * @throws MalformedException where it is not JSON
     */
    JsonNode data() {
        if (!structured) {
            return json();
        }
        return json().hasNonNull("data_base64") ? Json.parse(base64(json().get("data_base64"))) : json().path("data");
    }

    /** @throws MalformedException where it is not the CloudEvent that its headers announce */
    void check() {
        if (structured) {
            checkVersion(required(json(), "specversion"));
            required(json(), "source");
            required(json(), "type");
            required(json(), "id");
        } else {
            received.header(HeaderNames.CLOUD_EVENT_VERSION).ifPresent(Envelope::checkVersion);
        }
    }

    /**
     * The CloudEvents {@code time}.
     *
     * @throws MalformedException where it is no date-time
     */
    Optional<Instant> time() {
        Optional<String> time = structured
                ? Json.text(json(), "time", Reason.INVALID_CLOUD_EVENT)
                : received.header(HeaderNames.CLOUD_EVENT_TIME);
        return time.map(Envelope::time);
    }

    /** @throws MalformedException where the value is not a JSON object */
    private JsonNode json() {
        if (json == null) {
            json = Json.parse(received.record().value());
        }
        return json;
    }

    /** Two different ids that are not UTF-8 could decode to the same text. */
    private Optional<String> idOfBinaryMode() {
        Header header = received.record().headers().lastHeader(HeaderNames.CLOUD_EVENT_ID);
        if (header != null && header.value() != null && !Json.isUtf8(header.value())) {
            throw new MalformedException(Reason.INVALID_CLOUD_EVENT, "attribute id is not UTF-8");
        }
        return HeaderReader.text(header);
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
