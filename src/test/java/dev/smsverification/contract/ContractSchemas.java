package dev.smsverification.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;

/**
 * Holds real records against the JSON Schemas that the worker ships. Every method answers with what is wrong, empty when
 * nothing is; a problem names the place and the rule, never the value. Safe for concurrent use.
 */
public final class ContractSchemas {

    static final String SCHEMAS = "asyncapi/schemas/";

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(VersionFlag.V202012);
    private static final SchemaValidatorsConfig CONFIG = SchemaValidatorsConfig.builder().formatAssertionsEnabled(true)
            .build();

    private ContractSchemas() {}

    /** Checks the value of a request in plain JSON, or of one in a CloudEvent of binary mode. */
    public static List<String> request(byte[] value) {
        return problems("request.json", value);
    }

    public static List<String> requestHeaders(Headers headers) {
        return problems("request-headers.json", headers);
    }

    /** Checks the value of a status record. */
    public static List<String> status(byte[] value) {
        return problems("status-record.json", value);
    }

    private static List<String> statusHeaders(Headers headers) {
        return problems("status-headers.json", headers);
    }

    public static List<String> retryHeaders(Headers headers) {
        return problems("retry-headers.json", headers);
    }

    public static List<String> deadLetterHeaders(Headers headers) {
        return problems("dead-letter-headers.json", headers);
    }

    /** Checks a whole status record: value, headers, and that key and headers say the same as the value. */
    public static List<String> statusRecord(ConsumerRecord<byte[], byte[]> statusRecord) {
        List<String> problems = new ArrayList<>(status(statusRecord.value()));
        problems.addAll(statusHeaders(statusRecord.headers()));
        if (!problems.isEmpty()) {
            return problems;
        }
        JsonNode value = json(statusRecord.value());
        JsonNode source = value.path("source");
        Map<String, String> headers = text(statusRecord.headers());
        Map.of("event-id", value.path("eventId"), "status", value.path("status"), "source-topic", source.path("topic"),
                "source-partition", source.path("partition"), "source-offset", source.path("offset"))
                .forEach((name, field) -> {
                    if (!field.asText().equals(headers.get(name))) {
                        problems.add("header " + name + ": differs from the value");
                    }
                });
        if (statusRecord.key() == null
                || !new String(statusRecord.key(), UTF_8).equals(value.path("eventId").asText())) {
            problems.add("key: is not the event id");
        }
        return problems;
    }

    /** Checks any JSON against a schema by its file name. */
    static List<String> problems(String schema, JsonNode json) {
        return schema(schema).validate(json).stream()
                // Of a word that is on no closed list it is enough to hear so once.
                .filter(problem -> !problem.getEvaluationPath().toString().contains("/oneOf/"))
                .map(ValidationMessage::getMessage).sorted().toList();
    }

    private static List<String> problems(String schema, byte[] value) {
        try {
            return value == null ? List.of("no value") : problems(schema, MAPPER.readTree(value));
        } catch (IOException _) {
            return List.of("not JSON, or a field twice");
        }
    }

    private static List<String> problems(String schema, Headers headers) {
        return problems(schema, MAPPER.valueToTree(text(headers)));
    }

    private static JsonSchema schema(String name) {
        return FACTORY.getSchema(SchemaLocation.of("classpath:" + SCHEMAS + name), CONFIG);
    }

    private static JsonNode json(byte[] value) {
        try {
            return MAPPER.readTree(value);
        } catch (IOException e) {
            throw new IllegalArgumentException("not JSON", e);
        }
    }

    /** The headers as text, the last of each name, as the worker reads them. */
    private static Map<String, String> text(Headers headers) {
        return StreamSupport.stream(headers.spliterator(), false)
                .collect(toMap(header -> header.key(), header -> new String(header.value(), UTF_8), (_, last) -> last));
    }
}
