package dev.smsverification.contract;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import java.util.Map.Entry;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;

class AsyncApiDocumentTest {

    private static final JsonNode ROOT = AsyncApiDocument.root();

    @Test
    void isAsyncApi3() {
        assertThat(ROOT.path("asyncapi").asText()).isEqualTo("3.0.0");
        assertThat(ROOT.path("info").path("title").asText()).isNotBlank();
        assertThat(ROOT.path("info").path("version").asText()).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource
    void refersOnlyToWhatIsThere(String ref) {
        assertThatCode(() -> AsyncApiDocument.resolve(ref)).doesNotThrowAnyException();
    }

    static Set<String> refersOnlyToWhatIsThere() {
        return Set.copyOf(AsyncApiDocument.refs(ROOT));
    }

    @ParameterizedTest
    @CsvSource({"requested, sms.verification.requested", "status, sms.verification.status",
            "retry, sms.verification.retry-{delay}", "deadLetter, sms.verification.dead-letter"})
    void namesTopicByItsDefault(String channel, String topic) {
        assertThat(ROOT.path("channels").path(channel).path("address").asText()).isEqualTo(topic);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void operationHasMessagesOfItsChannel(String name, JsonNode operation) {
        String channel = operation.path("channel").path("$ref").asText();

        assertThat(operation.path("action").asText()).isIn("send", "receive");
        assertThat(AsyncApiDocument.refs(operation.path("messages"))).isNotEmpty()
                .allMatch(ref -> ref.startsWith(channel + "/messages/"));
    }

    static Stream<Arguments> operations() {
        return ROOT.path("operations").properties().stream().map(it -> Arguments.of(it.getKey(), it.getValue()));
    }

    @Test
    void usesEveryChannelAndEveryMessage() {
        Set<String> channels = operations().map(it -> ((JsonNode) it.get()[1]).path("channel").path("$ref").asText())
                .collect(toSet());
        Set<String> messages = Set.copyOf(AsyncApiDocument.refs(ROOT.path("channels")));

        assertThat(channels).isEqualTo(pointers("#/channels/", ROOT.path("channels")));
        assertThat(messages).isEqualTo(pointers("#/components/messages/", ROOT.path("components").path("messages")));
    }

    private static Set<String> pointers(String prefix, JsonNode children) {
        return children.properties().stream().map(child -> prefix + child.getKey()).collect(toSet());
    }

    @ParameterizedTest
    @MethodSource("headers")
    void exampleHasHeadersOfItsSchema(String message, String example) {
        JsonNode headers = AsyncApiExamples.headers(message, example);

        assertThat(ContractSchemas.problems(AsyncApiExamples.headerSchema(message), headers)).isEmpty();
    }

    static Stream<Arguments> headers() {
        return examples("request", "cloudEvent", "status", "retry", "deadLetter");
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void exampleHasPayloadOfItsSchema(String message, String example) {
        JsonNode payload = AsyncApiExamples.payload(message, example);

        assertThat(ContractSchemas.problems(AsyncApiExamples.payloadSchema(message), payload)).isEmpty();
    }

    static Stream<Arguments> payloads() {
        return examples("request", "cloudEvent", "status");
    }

    private static Stream<Arguments> examples(String... messages) {
        return Stream.of(messages)
                .flatMap(message -> AsyncApiExamples.names(message).stream().map(name -> Arguments.of(message, name)));
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void schemaIsOneOfDraft202012(String ref) {
        JsonNode schema = AsyncApiDocument.resolve(ref);

        assertThat(schema.path("$schema").asText()).isEqualTo(VersionFlag.V202012.getId());
        assertThat(JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(SchemaLocation.of(VersionFlag.V202012.getId())).validate(schema)).isEmpty();
    }

    static List<String> schemas() {
        return AsyncApiDocument.refs(ROOT).stream().filter(ref -> ref.startsWith("schemas/")).distinct().toList();
    }

    @ParameterizedTest
    @MethodSource("closedObjects")
    void describesEveryField(String place, JsonNode field) {
        assertThat(field.has("description") || field.has("$ref")).as(place).isTrue();
    }

    static Stream<Arguments> closedObjects() {
        return Stream.of("request", "status-record", "retry-headers", "dead-letter-headers")
                .flatMap(schema -> AsyncApiDocument.resolve("schemas/" + schema + ".json").path("properties")
                        .properties().stream()
                        .map((Entry<String, JsonNode> field) -> Arguments.of(schema + " " + field.getKey(),
                                field.getValue())));
    }

    @Test
    void givesEveryMessageAnExample() {
        assertThat(ROOT.path("components").path("messages").properties()).allSatisfy(
                message -> assertThat(StreamSupport.stream(message.getValue().path("examples").spliterator(), false))
                        .isNotEmpty());
    }
}
