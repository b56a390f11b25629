package dev.smsverification.twilio;

import java.io.IOException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalInt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

import io.vertx.core.buffer.Buffer;

/** Reads Twilio's JSON without trusting it: whatever is not as it should be is not there. */
final class TwilioJson {

    private static final JsonMapper MAPPER = new JsonMapper();

    private TwilioJson() {}

    /** A missing node for what is not JSON. */
    static JsonNode parse(Buffer body) {
        try {
            return MAPPER.readTree(body.getBytes());
        } catch (IOException _) {
            return MissingNode.getInstance();
        }
    }

    /** {@code SM} or {@code MM} and 32 hexadecimal digits. */
    static Optional<String> messageSid(String text) {
        boolean fits = text.length() == 34 && (text.startsWith("SM") || text.startsWith("MM"));
        for (int at = 2; fits && at < text.length(); at++) {
            fits = HexFormat.isHexDigit(text.charAt(at));
        }
        return fits ? Optional.of(text) : Optional.empty();
    }

    /** Up to 32 small letters, dashes and underscores. */
    static Optional<String> word(String text) {
        boolean fits = !text.isEmpty() && text.length() <= 32;
        for (int at = 0; fits && at < text.length(); at++) {
            char character = text.charAt(at);
            fits = 'a' <= character && character <= 'z' || character == '-' || character == '_';
        }
        return fits ? Optional.of(text) : Optional.empty();
    }

    /** A whole number of up to six digits; in JSON it may be a number or a string. */
    static OptionalInt number(String text) {
        boolean fits = !text.isEmpty() && text.length() <= 6;
        int number = 0;
        for (int at = 0; fits && at < text.length(); at++) {
            char digit = text.charAt(at);
            fits = '0' <= digit && digit <= '9';
            number = number * 10 + digit - '0';
        }
        return fits ? OptionalInt.of(number) : OptionalInt.empty();
    }
}
