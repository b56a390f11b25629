package dev.smsverification.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Reads untrusted JSON. Any fault is thrown as a {@link MalformedException} that quotes nothing of the payload. */
final class Json {

    /** No request for a text message of 1,600 characters comes near this. */
    private static final int MAX_BYTES = 64 * 1024;

    /** No request has nearly as many. Of small objects such as {@code {"a":1}}, 64 KiB would take 1.5 MB of memory. */
    private static final int MAX_TOKENS = 2_000;

    /** What Java decodes bytes to that are not UTF-8. */
    private static final char REPLACEMENT = '\ufffd';

    private static final JsonMapper MAPPER = JsonMapper
            // It would also take UTF-16 and UTF-32.
            .builder(JsonFactory.builder().disable(JsonFactory.Feature.CHARSET_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder().maxTokenCount(MAX_TOKENS).build()).build())
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
        if (!isUtf8(value)) {
            throw new MalformedException(Reason.INVALID_ENCODING, "the value is not UTF-8");
        }
        try {
            JsonNode json = MAPPER.readTree(value);
            if (json.isObject()) {
                return json;
            }
        } catch (IOException | NumberFormatException _) {
            // The second for an exponent that no number of Java's can have.
            throw new MalformedException(Reason.NOT_JSON, "the value is not JSON, or has more in it than any request");
        }
        throw new MalformedException(Reason.NOT_JSON, "the value is not a JSON object");
    }

    /** Only UTF-8 comes out of decoding and encoding unchanged. */
    static boolean isUtf8(byte[] value) {
        String text = new String(value, UTF_8);
        return text.indexOf(REPLACEMENT) < 0 || Arrays.equals(text.getBytes(UTF_8), value);
    }

    /** A field that has to be a string where it is there; {@code null} counts as absent. */
    static Optional<String> text(JsonNode json, String field, Reason otherwise) {
        JsonNode value = json.get(field);
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw new MalformedException(otherwise, field + " is not a string");
        }
        if (Characters.hasUnpairedSurrogate(value.textValue())) {
            throw new MalformedException(otherwise, field + " has half a character");
        }
        return Optional.of(value.textValue());
    }
}
