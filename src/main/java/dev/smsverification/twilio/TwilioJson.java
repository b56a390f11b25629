package dev.smsverification.twilio;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

import io.vertx.core.buffer.Buffer;

/** Reads Twilio's JSON without trusting it: whatever is not as it should be is not there. */
final class TwilioJson {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Pattern MESSAGE_SID = Pattern.compile("(SM|MM)[0-9a-fA-F]{32}");
    private static final Pattern WORD = Pattern.compile("[a-z_-]{1,32}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,6}");

    private TwilioJson() {}

    /** A missing node for what is not JSON. */
    static JsonNode parse(Buffer body) {
        try {
            return MAPPER.readTree(body.getBytes());
        } catch (IOException _) {
            return MissingNode.getInstance();
        }
    }

    static Optional<String> messageSid(JsonNode json) {
        return text(json, "sid", MESSAGE_SID);
    }

    static Optional<String> status(JsonNode json) {
        return text(json, "status", WORD);
    }

    /** A whole number of up to six digits, be it a JSON number or a string. */
    static OptionalInt number(JsonNode json, String field) {
        return text(json, field, NUMBER).map(digits -> OptionalInt.of(Integer.parseInt(digits)))
                .orElse(OptionalInt.empty());
    }

    private static Optional<String> text(JsonNode json, String field, Pattern form) {
        return Optional.of(json.path(field).asText()).filter(text -> form.matcher(text).matches());
    }
}
