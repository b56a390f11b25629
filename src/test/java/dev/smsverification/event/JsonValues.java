package dev.smsverification.event;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

/** JSON objects of all kinds, many of them close to a request or to a CloudEvent. */
public final class JsonValues {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final List<String> NAMES = List.of("id", "phone", "usageType", "code", "locale", "requestedAt",
            "expiresAt", "variables", "specversion", "source", "type", "time", "data", "data_base64");
    private static final List<String> PLAUSIBLE = List.of("+12025550110", "4520123456", "SignIn", "012345", "e-1",
            "da-DK",
            "en-US-x-twain", "2026-04-01T12:00:00Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999999999+18:00",
            "0000-01-01T00:00:00+01:00", "9999-12-31T23:59:59-01:00",
            "-999999999-01-01T00:00:00Z", "+999999999-12-31T23:59:59Z", "1.0", "e30=", "", "\ud800", "\udc00x",
            "\u0000");

    private JsonValues() {}

    public static Arbitrary<ObjectNode> objects() {
        Arbitrary<String> name = Arbitraries.frequencyOf(Tuple.of(6, Arbitraries.of(NAMES)),
                Tuple.of(1, Arbitraries.strings().ofMaxLength(5)));
        return Arbitraries.maps(name, values(2)).ofMaxSize(10).map(fields -> {
            ObjectNode object = JSON.objectNode();
            object.setAll(fields);
            return object;
        });
    }

    /** Requests, but for some fields. */
    public static Arbitrary<ObjectNode> nearlyRequests() {
        return objects().map(json -> {
            ObjectNode request = JSON.objectNode().put("phone", "+12025550110").put("usageType", "SignIn").put("code",
                    "012345");
            json.properties().stream().limit(2).forEach(field -> request.set(field.getKey(), field.getValue()));
            return request;
        });
    }

    /** Headers that may make a CloudEvent of it. */
    public static Arbitrary<Map<String, String>> headers() {
        Arbitrary<String> name = Arbitraries.of("content-type", "ce_specversion", "ce_id", "ce_time", "traceparent");
        Arbitrary<String> value = Arbitraries.of("application/cloudevents+json", "1.0", "ce-7", "2026-04-01T12:00:00Z",
                "+999999999-12-31T23:59:59Z", "", "x".repeat(200), "+12025550110");
        return Arbitraries.maps(name, value);
    }

    private static Arbitrary<JsonNode> values(int depth) {
        Arbitrary<JsonNode> text = Arbitraries.of(PLAUSIBLE).map(JSON::textNode);
        Arbitrary<JsonNode> anyText = Arbitraries.strings().all().ofMaxLength(140).map(JSON::textNode);
        Arbitrary<JsonNode> number = Arbitraries.bigDecimals().between(new BigDecimal("-1e40"), new BigDecimal("1e40"))
                .map(JSON::numberNode);
        Arbitrary<JsonNode> other = Arbitraries.of(JSON.nullNode(), JSON.booleanNode(true), JSON.arrayNode(),
                JSON.objectNode(), JSON.numberNode(new BigInteger("9".repeat(400))));
        Arbitrary<JsonNode> flat = Arbitraries.frequencyOf(Tuple.of(6, text),
                Tuple.of(2, anyText), Tuple.of(1, number), Tuple.of(1, other));
        if (depth == 0) {
            return flat;
        }
        Arbitrary<JsonNode> list = values(depth - 1).list().ofMaxSize(3).map(items -> JSON.arrayNode().addAll(items));
        Arbitrary<JsonNode> object = Arbitraries.maps(Arbitraries.of(NAMES), values(depth - 1)).ofMaxSize(6)
                .map(fields -> JSON.objectNode().setAll(fields));
        return Arbitraries.frequencyOf(Tuple.of(8, flat), Tuple.of(1, list),
                Tuple.of(1, object));
    }
}
