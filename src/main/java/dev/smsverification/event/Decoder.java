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

    private final Duration codeTtl;

    /** @param codeTtl how long a code is good for when its request does not say */
    public Decoder(Duration codeTtl) {
        this.codeTtl = codeTtl;
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
            envelope.check();
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
        return !text.isEmpty() && Characters.count(text) <= MAX_ID;
    }

    private SmsRequest request(String eventId, JsonNode data, Optional<Instant> time, Received received) {
        PhoneNumber phone = Phones.parse(required(data, "phone", Reason.INVALID_PHONE))
                .orElseThrow(() -> new MalformedException(Reason.INVALID_PHONE, "phone is not a valid E.164 number"));
        String usageType = required(data, "usageType", Reason.INVALID_FIELD);
        require(SmsRequest.isUsageType(usageType), Reason.INVALID_FIELD, "usageType " + SmsRequest.USAGE_TYPE_RULE);
        String code = required(data, "code", Reason.INVALID_CODE);
        require(SmsRequest.isCode(code), Reason.INVALID_CODE, "code " + SmsRequest.CODE_RULE);

        // A producer's clock that is ahead must not make a code live longer.
        Instant published = instant(data, "requestedAt").or(() -> time).orElse(received.source().timestamp());
        Instant firstSeen = firstSeen(received);
        Instant requestedAt = published.isAfter(firstSeen) ? firstSeen : published;
        Instant expiresAt = instant(data, "expiresAt").orElseGet(() -> requestedAt.plus(codeTtl));
        return new SmsRequest(eventId, phone, usageType, code, locale(data), requestedAt, expiresAt, variables(data));
    }

    /**
     * When the request was first seen; {@code requestedAt} may not be later. {@link Attempt#maybeSentSince} may have set {@code firstAt} to
     * the record's timestamp, which the producer chose; then this attempt's due time counts.
     */
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

    private static void require(boolean condition, Reason reason, String detail) {
        if (!condition) {
            throw new MalformedException(reason, detail);
        }
    }
}
