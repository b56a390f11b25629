package dev.smsverification.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

/** The AsyncAPI document as it is shipped. */
final class AsyncApiDocument {

    private static final URI HOME = URI.create("asyncapi/asyncapi.yaml");
    private static final YAMLMapper MAPPER = new YAMLMapper();

    private AsyncApiDocument() {}

    static JsonNode root() {
        return load(HOME);
    }

    /** Every {@code $ref} under the node. */
    static List<String> refs(JsonNode node) {
        return node.findValuesAsText("$ref");
    }

    /**
     * The node that a {@code $ref} of the document points to; one that is a {@code $ref} itself is followed.
     *
     * @throws IllegalArgumentException where it points to nothing
     */
    static JsonNode resolve(String ref) {
        URI target = HOME.resolve(ref);
        String pointer = target.getFragment() == null ? "" : target.getFragment();
        JsonNode node = load(ref.startsWith("#") ? HOME : target).at(pointer);
        if (node.isMissingNode()) {
            throw new IllegalArgumentException("points to nothing: " + ref);
        }
        return node.has("$ref") ? resolve(node.path("$ref").asText()) : node;
    }

    private static JsonNode load(URI document) {
        try (InputStream in = AsyncApiDocument.class.getClassLoader().getResourceAsStream(document.getPath())) {
            if (in == null) {
                throw new IllegalArgumentException("no such file: " + document);
            }
            // JSON is YAML.
            return MAPPER.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
