package dev.smsverification.event;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ValueRange;
import java.util.Optional;

import com.ethlo.time.ITU;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Reads untrusted JSON. Whatever is wrong with it leaves as a {@link MalformedException} without a word of the payload. */
final class Json {

    /** No request for a text message of 1,600 characters comes near this. */
    private static final int MAX_BYTES = 64 * 1024;

    private static final ValueRange RFC_3339_YEARS = ValueRange.of(0, 9999);

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Json() {}

    static JsonNode parse(byte[] value) {
        if (value == null || value.length == 0) {
            throw new MalformedException(Reason.EMPTY_VALUE, "the record has no value");
        }
        if (value.length > MAX_BYTES) {
            throw new MalformedException(Reason.TOO_LARGE, "the value has more than " + MAX_BYTES + " bytes");
        }
        try {
            // Decoded first, because the parser alone would also take UTF-16 and UTF-32.
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString();
            JsonNode json = MAPPER.readTree(text);
            if (json.isObject()) {
                return json;
            }
        } catch (CharacterCodingException _) {
            throw new MalformedException(Reason.INVALID_ENCODING, "the value is not UTF-8");
        } catch (JsonProcessingException | NumberFormatException _) {
            // The second for an exponent that no number of Java's can have.
            throw new MalformedException(Reason.NOT_JSON, "the value is not JSON");
        }
        throw new MalformedException(Reason.NOT_JSON, "the value is not a JSON object");
    }

    /** A field that has to be a string where it is there; {@code null} counts as absent. */
    static Optional<String> text(JsonNode json, String field, Reason otherwise) {
        JsonNode value = json.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw new MalformedException(otherwise, field + " is not a string");
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(value.textValue())) {
            throw new MalformedException(otherwise, field + " has half a character");
        }
        return Optional.of(value.textValue());
    }

    /** RFC 3339 date-time. Its years have four digits; what is further away does not even fit into milliseconds. */
    static Optional<Instant> instant(String text) {
        try {
            return Optional.of(time(text))
                    .filter(time -> RFC_3339_YEARS.isValidIntValue(time.getYear()))
                    .map(OffsetDateTime::toInstant);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static OffsetDateTime time(String text) {
        try {
            return ITU.parseDateTime(text);
        } catch (DateTimeException _) {
            // Such as the unknown local offset, -00:00: what else the JDK understands, which takes ten times as long.
            return OffsetDateTime.parse(text);
        }
    }
}
