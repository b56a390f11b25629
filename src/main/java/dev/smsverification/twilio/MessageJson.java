package dev.smsverification.twilio;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;

import io.vertx.core.buffer.Buffer;

/**
 * Twilio's JSON for a message, or for an error. Malformed fields are empty.
 *
 * @param errorCode of a message that failed
 * @param code of an error
 */
record MessageJson(Optional<String> sid, Optional<String> status, OptionalInt segments, OptionalInt errorCode,
        OptionalInt code) {

    private static final JsonFactory JSON = new JsonFactory();
    private static final Pattern SID = Pattern.compile("(SM|MM)[0-9a-fA-F]{32}");
    private static final Pattern STATUS = Pattern.compile("[a-z_-]{1,32}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,6}");
    private static final MessageJson NOTHING = of("", "", "", "", "");

    /** Ignores other fields, but reads to the end: JSON that breaks off is empty in all fields. Of duplicate fields the last counts. */
    static MessageJson read(Buffer body) {
        String sid = "";
        String status = "";
        String segments = "";
        String errorCode = "";
        String code = "";
        try (JsonParser json = JSON.createParser(body.getBytes())) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return NOTHING;
            }
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                json.nextToken();
                switch (name) {
                    case "sid" -> sid = text(json);
                    case "status" -> status = text(json);
                    case "num_segments" -> segments = text(json);
                    case "error_code" -> errorCode = text(json);
                    case "code" -> code = text(json);
                    default -> json.skipChildren();
                }
            }
        } catch (IOException _) {
            return NOTHING;
        }
        return of(sid, status, segments, errorCode, code);
    }

    /** One of the messages of a list. */
    static MessageJson of(JsonNode message) {
        return of(message.path("sid").asText(), message.path("status").asText(""),
                message.path("num_segments").asText(), message.path("error_code").asText(), "");
    }

    private static MessageJson of(String sid, String status, String segments, String errorCode, String code) {
        return new MessageJson(fitting(SID, sid), fitting(STATUS, status), number(segments), number(errorCode),
                number(code));
    }

    private static String text(JsonParser json) throws IOException {
        String text = json.getValueAsString("");
        json.skipChildren();
        return text;
    }

    boolean hasFailed() {
        String word = status.orElse("");
        return word.equals("failed") || word.equals("undelivered");
    }

    private static Optional<String> fitting(Pattern form, String text) {
        return form.matcher(text).matches() ? Optional.of(text) : Optional.empty();
    }

    /** In JSON it may be a number or a string. */
    private static OptionalInt number(String text) {
        return fitting(NUMBER, text).stream().mapToInt(Integer::parseInt).findFirst();
    }
}
