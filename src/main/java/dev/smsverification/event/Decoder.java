package dev.smsverification.event;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** Tells requests from what is not one. Pure, safe for concurrent use, and never throws on bad input. */
public final class Decoder {

    private static final int MAX_ID = 128;
    private static final int MAX_USAGE_TYPE = 128;
    private static final int MAX_CODE = 32;
    /** What a usage type that {@linkplain #isUsageType is one} fulfils. */
    public static final String USAGE_TYPE_RULE = "has to have 1 to " + MAX_USAGE_TYPE
            + " characters, none a control character";
    /** What a code that {@linkplain #isCode is one} fulfils. */
    public static final String CODE_RULE = "has to have 1 to " + MAX_CODE
            + " characters, none a control character, a line break or a change of direction";

    private final Duration codeTtl;

    /** @param codeTtl how long a code is good for when its request does not say */
    public Decoder(Duration codeTtl) {
        this.codeTtl = codeTtl;
    }

    public static boolean isCode(String text) {
        return !text.isEmpty() && characters(text) <= MAX_CODE && !Characters.hasUnwanted(text);
    }

    public static boolean isUsageType(String text) {
        return !text.isEmpty() && characters(text) <= MAX_USAGE_TYPE && printable(text);
    }

    /** Decodes the record's value, plain or as a CloudEvent. */
    public Decoded decode(Received received) {
        Optional<String> eventId = Optional.empty();
        try {
            Envelope envelope = new Envelope(received);
            Optional<String> outer = envelope.id();
            eventId = outer.filter(Decoder::isId);
            JsonNode data = envelope.data();
            eventId = eventId(data, outer);
            return new Decoded.Valid(
                    request(eventId.orElseGet(received.source()::id), data, envelope.time(), received));
        } catch (MalformedException malformed) {
            return new Decoded.Malformed(eventId.orElseGet(received.source()::id), malformed.reason(),
                    malformed.getMessage());
        }
    }

    private static Optional<String> eventId(JsonNode data, Optional<String> outer) {
        Optional<String> id = Json.text(data, "id", Reason.INVALID_FIELD).or(() -> outer);
        id.ifPresent(
                text -> require(isId(text), Reason.INVALID_FIELD, "id has to have 1 to " + MAX_ID + " characters"));
        return id;
    }

    private static boolean isId(String text) {
        return !text.isEmpty() && characters(text) <= MAX_ID;
    }

    private SmsRequest request(String eventId, JsonNode data, Optional<Instant> time, Received received) {
        PhoneNumber phone = Phones.parse(required(data, "phone", Reason.INVALID_PHONE))
                .orElseThrow(() -> new MalformedException(Reason.INVALID_PHONE, "phone is not a valid E.164 number"));
        String usageType = required(data, "usageType", Reason.INVALID_FIELD);
        require(isUsageType(usageType), Reason.INVALID_FIELD, "usageType " + USAGE_TYPE_RULE);
        String code = required(data, "code", Reason.INVALID_CODE);
        require(isCode(code), Reason.INVALID_CODE, "code " + CODE_RULE);

        // A producer's clock that is ahead must not make a code live longer.
        Instant published = instant(data, "requestedAt").or(() -> time).orElse(received.source().timestamp());
        Instant firstSeen = firstSeen(received);
        Instant requestedAt = published.isAfter(firstSeen) ? firstSeen : published;
        Instant expiresAt = instant(data, "expiresAt").orElseGet(() -> requestedAt.plus(codeTtl));
        return new SmsRequest(eventId, phone, usageType, code, locale(data), requestedAt, expiresAt, variables(data));
    }

    /** Where another worker may have been at it before, only the record's timestamp is known of that; then, when this attempt is due. */
    private static Instant firstSeen(Received received) {
        Attempt attempt = received.attempt();
        return attempt.firstAt().equals(received.source().timestamp()) ? attempt.dueAt() : attempt.firstAt();
    }

    private static Optional<Locale> locale(JsonNode data) {
        return Json.text(data, "locale", Reason.INVALID_FIELD).filter(tag -> !tag.isEmpty())
                .map(tag -> LanguageTag.parse(tag).orElseThrow(
                        () -> new MalformedException(Reason.INVALID_FIELD, "locale is not a BCP 47 tag")));
    }

    private static JsonNode variables(JsonNode data) {
        JsonNode variables = data.path("variables");
        if (variables.isMissingNode() || variables.isNull()) {
            return JsonNodeFactory.instance.objectNode();
        }
        require(variables.isObject(), Reason.INVALID_FIELD, "variables is not an object");
        return variables;
    }

    private static Optional<Instant> instant(JsonNode data, String field) {
        return Json.text(data, field, Reason.INVALID_FIELD).map(text -> Rfc3339.instant(text).orElseThrow(
                () -> new MalformedException(Reason.INVALID_FIELD, field + " is not an RFC 3339 date-time")));
    }

    private static String required(JsonNode data, String field, Reason wrongType) {
        return Json.text(data, field, wrongType)
                .orElseThrow(() -> new MalformedException(Reason.MISSING_FIELD, field + " is missing"));
    }

    private static int characters(String text) {
        return text.codePointCount(0, text.length());
    }

    private static boolean printable(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static void require(boolean condition, Reason reason, String detail) {
        if (!condition) {
            throw new MalformedException(reason, detail);
        }
    }
}
