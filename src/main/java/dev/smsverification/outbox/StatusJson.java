package dev.smsverification.outbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

import com.ethlo.time.ITU;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

import dev.smsverification.delivery.Disposition;
import dev.smsverification.delivery.Outcome;
import dev.smsverification.delivery.Result;
import dev.smsverification.event.PhoneNumber;
import dev.smsverification.event.SmsRequest;
import dev.smsverification.event.Source;

/** The value of a status record. Absent fields are left out; nothing secret is in it. */
final class StatusJson {

    private static final JsonFactory JSON = new JsonFactory();

    private StatusJson() {}

    static byte[] of(Result result) {
        var bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("eventId", result.eventId());
            disposition(json, result.disposition());
            if (result.request().isPresent()) {
                request(json, result.request().get(), result.at());
            }
            json.writeNumberField("attempt", result.received().attempt().number());
            json.writeStringField("occurredAt", instant(result.at()));
            source(json, result.received().source());
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory failed", impossible);
        }
        return bytes.toByteArray();
    }

    private static void disposition(JsonGenerator json, Disposition.Decided disposition) throws IOException {
        json.writeStringField("status", disposition.status().name());
        switch (disposition) {
            case Disposition.Sent(Outcome.Accepted(var sid, var providerStatus, var segments)) -> {
                json.writeStringField("messageSid", sid);
                text(json, "providerStatus", providerStatus);
                number(json, "segments", segments);
            }
            case Disposition.Unsent unsent -> {
                json.writeStringField("reason", unsent.reason().word());
                number(json, "errorCode", unsent.errorCode());
                if (unsent instanceof Disposition.RetryAt retry) {
                    json.writeStringField("nextAttemptAt", instant(retry.next().dueAt()));
                }
            }
        }
    }

    private static void request(JsonGenerator json, SmsRequest request, Instant at) throws IOException {
        PhoneNumber phone = request.phone();
        json.writeStringField("phone", phone.masked());
        json.writeStringField("country", phone.country());
        json.writeStringField("usageType", request.usageType());
        text(json, "locale", request.locale().map(Locale::toLanguageTag));
        json.writeStringField("requestedAt", instant(request.requestedAt()));
        // Never negative: one worker may report what another one with another clock has given up.
        json.writeNumberField("latencyMs", Math.max(0, Duration.between(request.requestedAt(), at).toMillis()));
    }

    private static void source(JsonGenerator json, Source source) throws IOException {
        json.writeObjectFieldStart("source");
        json.writeStringField("topic", source.topic());
        json.writeNumberField("partition", source.partition());
        json.writeNumberField("offset", source.offset());
        json.writeEndObject();
    }

    private static void text(JsonGenerator json, String field, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(field, value.get());
        }
    }

    private static void number(JsonGenerator json, String field, OptionalInt value) throws IOException {
        if (value.isPresent()) {
            json.writeNumberField(field, value.getAsInt());
        }
    }

    private static String instant(Instant instant) {
        return ITU.formatUtcMilli(instant.atOffset(ZoneOffset.UTC));
    }
}
