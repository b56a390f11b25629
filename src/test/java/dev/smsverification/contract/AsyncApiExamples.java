package dev.smsverification.contract;

import java.util.List;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The examples of the AsyncAPI document, by message and name. Each call answers with a copy of its own. */
final class AsyncApiExamples {

    private AsyncApiExamples() {}

    static List<String> names(String message) {
        return StreamSupport.stream(message(message).path("examples").spliterator(), false)
                .map(example -> example.path("name").asText()).toList();
    }

    static ObjectNode payload(String message, String example) {
        return (ObjectNode) example(message, example).required("payload");
    }

    /** Empty where the example gives none. */
    static ObjectNode headers(String message, String example) {
        return example(message, example).withObjectProperty("headers");
    }

    static String headerSchema(String message) {
        return schema(message, "headers");
    }

    static String payloadSchema(String message) {
        return schema(message, "payload");
    }

    private static String schema(String message, String part) {
        String ref = message(message).path(part).path("schema").required("$ref").asText();
        return ref.substring("schemas/".length());
    }

    private static ObjectNode example(String message, String name) {
        return StreamSupport.stream(message(message).path("examples").spliterator(), false)
                .filter(example -> example.path("name").asText().equals(name)).findFirst().map(ObjectNode.class::cast)
                .orElseThrow(() -> new IllegalArgumentException("no example " + name));
    }

    private static JsonNode message(String message) {
        return AsyncApiDocument.root().path("components").path("messages").required(message);
    }
}
