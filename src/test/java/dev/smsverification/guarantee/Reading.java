package dev.smsverification.guarantee;

import java.util.List;
import java.util.Optional;

import dev.smsverification.testing.Observed;
import dev.smsverification.testing.Request;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;

/** What a record of a requests topic says, in plain JSON or as a CloudEvent of either mode. */
final class Reading {

    private static final String STRUCTURED = "application/cloudevents+json";
    private static final List<String> REQUIRED = List.of("phone", "usageType", "code");

    private Reading() {}

    /** The record as its publisher had it; it is no request where something is missing or of the wrong type. */
    static Draft of(Observed record) {
        JsonObject value = object(decoded(record.text()));
        boolean structured = record.headers().getOrDefault("content-type", "").startsWith(STRUCTURED);
        JsonObject fields = structured ? object(value.getValue("data")) : value;
        Optional<String> id = Optional.ofNullable(fields.getString("id"))
                .or(() -> Optional.ofNullable(structured ? value.getString("id") : record.headers().get("ce_id")));
        Optional<Request> request = REQUIRED.stream().allMatch(it -> fields.getValue(it) instanceof String)
                ? Optional.of(new Request(fields))
                : Optional.empty();
        return new Draft(id, request, record.key(), record.value(), record.headers());
    }

    private static Object decoded(String text) {
        try {
            return Json.decodeValue(text);
        } catch (DecodeException _) {
            return text;
        }
    }

    private static JsonObject object(Object json) {
        return json instanceof JsonObject object ? object : new JsonObject();
    }
}
