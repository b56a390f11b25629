package dev.smsverification.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Every example of the AsyncAPI document is fine; with one thing broken none is. */
class ContractSchemasTest {

    private static final JsonMapper MAPPER = new JsonMapper();

    @ParameterizedTest(name = "{0} with {1} = {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", value = {
            // Example | field ("-" takes it away) | new value
            "sent      | eventId        | -", //
            "sent      | eventId        | ''", //
            "sent      | eventId        | 12", //
            "sent      | status         | -", //
            "sent      | status         | 'DONE'", //
            "sent      | status         | 'sent'", //
            "sent      | status         | 'RETRYING'", //
            "sent      | status         | 'FAILED'", //
            "sent      | occurredAt     | -", //
            "sent      | occurredAt     | 'yesterday'", //
            "sent      | occurredAt     | 1775044800000", //
            "sent      | source         | -", //
            "sent      | source         | {'topic':'requests','partition':0}", //
            "sent      | source         | {'topic':'requests','partition':0,'offset':-1}", //
            "sent      | source         | {'topic':'requests','partition':0,'offset':1,'key':'+12025550110'}", //
            "sent      | messageSid     | -", //
            "sent      | messageSid     | 'XX0123456789abcdef0123456789abcdef'", //
            "sent      | messageSid     | null", //
            "sent      | phone          | -", //
            "sent      | phone          | '+12025550110'", //
            "sent      | phone          | '+1202555*110'", //
            "sent      | phone          | '********10'", //
            "sent      | country        | 'us'", //
            "sent      | usageType      | -", //
            "sent      | attempt        | 0", //
            "sent      | attempt        | '1'", //
            "sent      | segments       | 0", //
            "sent      | segments       | '1'", //
            "sent      | errorCode      | '21610'", //
            "sent      | latencyMs      | -1", //
            "sent      | latencyMs      | 1.5", //
            "sent      | reason         | 'throttled'", //
            "sent      | nextAttemptAt  | '2026-04-01T12:00:05Z'", //
            "sent      | code           | '012345'", //
            "sent      | text           | 'Your code is 012345'", //
            "retrying  | nextAttemptAt  | -", //
            "retrying  | nextAttemptAt  | 5", //
            "retrying  | attempt        | -", //
            "retrying  | phone          | -", //
            "retrying  | status         | 'FAILED'", //
            "failed    | reason         | -", //
            "failed    | reason         | 'bad_luck'", //
            "failed    | reason         | 'RECIPIENT_UNSUBSCRIBED'", //
            "failed    | reason         | 'already_handled'", //
            "failed    | reason         | 'newer_code_exists'", //
            "failed    | status         | 'SENT'", //
            "failed    | status         | 'RETRYING'", //
            "failed    | reason         | 'code_expired'", //
            "failed    | attempt        | -", //
            "malformed | reason         | -", //
            "malformed | attempt        | -", //
            "expired   | nextAttemptAt  | '2026-04-01T12:00:05Z'", //
            "expired   | status         | 'DUPLICATE'", //
            "expired   | status         | 'DELIVERED'"})
    void refusesBrokenStatusRecord(String example, String field, String value) throws JsonProcessingException {
        JsonNode broken = changed(AsyncApiExamples.payload("status", example), field, value);

        assertThat(ContractSchemas.problems("status-record.json", broken)).isNotEmpty();
    }

    @ParameterizedTest(name = "{0} with {1} = {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", value = {
            "least | phone       | -", //
            "least | phone       | 12025550110", //
            "least | phone       | '+1 202 555 0110'", //
            "least | phone       | '+1-202-555-0110'", //
            "least | phone       | '+02025550110'", //
            "least | phone       | ''", //
            "least | usageType   | -", //
            "least | usageType   | ''", //
            "least | usageType   | 'Sign\\nIn'", //
            "least | code        | -", //
            "least | code        | 12345", //
            "least | code        | ''", //
            "least | code        | '012345678901234567890123456789012'", //
            "least | code        | '0123\\t45'", //
            "least | code        | '0123\\u202845'", //
            "least | code        | '0123\\u061c45'", //
            "least | code        | '0123\\u200e45'", //
            "least | code        | '0123\\u202e45'", //
            "least | code        | '0123\\u206645'", //
            "full  | id          | ''", //
            "full  | id          | 7", //
            "full  | locale      | 'en US'", //
            "full  | requestedAt | 'now'", //
            "full  | requestedAt | 1775044800", //
            "full  | expiresAt   | '2026-04-01'", //
            "full  | variables   | ['Acme']"})
    void refusesBrokenRequest(String example, String field, String value) throws JsonProcessingException {
        JsonNode broken = changed(AsyncApiExamples.payload("request", example), field, value);

        assertThat(ContractSchemas.problems("request.json", broken)).isNotEmpty();
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", value = {
            "specversion | -", //
            "specversion | '0.3'", //
            "specversion | 1.0", //
            "id          | -", //
            "id          | ''", //
            "source      | -", //
            "type        | -", //
            "time        | 'now'", //
            "data        | -", //
            "data        | {'phone':'+12025550110','usageType':'SignIn'}", //
            "data        | '012345'", //
            "data_base64 | 'e30='"})
    void refusesBrokenCloudEvent(String attribute, String value) throws JsonProcessingException {
        JsonNode broken = changed(AsyncApiExamples.payload("cloudEvent", "structured"), attribute, value);

        assertThat(ContractSchemas.problems("cloud-event.json", broken)).isNotEmpty();
    }

    @ParameterizedTest(name = "{0}: {2} = {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", value = {
            "request    | binary         | ce_id                  | -", //
            "request    | binary         | ce_source              | -", //
            "request    | binary         | ce_type                | -", //
            "request    | binary         | ce_specversion         | -", //
            "request    | binary         | ce_specversion         | '1.1'", //
            "request    | binary         | ce_time                | 'now'", //
            "request    | binary         | traceparent            | 'none'", //
            "status     | sent           | event-id               | -", //
            "status     | sent           | status                 | -", //
            "status     | sent           | status                 | 'sent'", //
            "status     | sent           | source-topic           | -", //
            "status     | sent           | source-partition       | '-1'", //
            "status     | sent           | source-offset          | 'x'", //
            "status     | sent           | traceparent            | '00-0-0-00'", //
            "status     | sent           | phone                  | '+12025550110'", //
            "retry      | second-attempt | retry-attempt          | -", //
            "retry      | second-attempt | retry-attempt          | '1'", //
            "retry      | second-attempt | retry-attempt          | '02'", //
            "retry      | second-attempt | retry-due-at           | -", //
            "retry      | second-attempt | retry-due-at           | '1775044805180'", //
            "retry      | second-attempt | retry-first-attempt-at | -", //
            "retry      | second-attempt | retry-uncertain        | 'maybe'", //
            "retry      | second-attempt | source-topic           | 'a topic'", //
            "retry      | second-attempt | source-partition       | -", //
            "retry      | second-attempt | source-offset          | -", //
            "retry      | second-attempt | source-timestamp       | '2026-04-01T12:00:00Z'", //
            "deadLetter | unsubscribed   | dead-letter-reason     | -", //
            "deadLetter | unsubscribed   | dead-letter-reason     | 'bad_luck'", //
            "deadLetter | unsubscribed   | dead-letter-cause      | ''", //
            "deadLetter | unsubscribed   | dead-letter-topic      | -", //
            "deadLetter | unsubscribed   | dead-letter-partition  | 'x'", //
            "deadLetter | unsubscribed   | dead-letter-offset     | -", //
            "deadLetter | unsubscribed   | dead-letter-error-code | 'none'", //
            "deadLetter | unsubscribed   | dead-letter-attempts   | -", //
            "deadLetter | unsubscribed   | dead-letter-at         | 'now'"})
    void refusesBrokenHeaders(String message, String example, String header, String value)
            throws JsonProcessingException {
        JsonNode broken = changed(AsyncApiExamples.headers(message, example), header, value);

        assertThat(ContractSchemas.problems(AsyncApiExamples.headerSchema(message), broken)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "SENT", "[]", "{\"eventId\":", "{\"eventId\":\"a\",\"eventId\":\"b\"}"})
    void refusesWhatIsNoStatusRecordAtAll(String value) {
        assertThat(ContractSchemas.status(value.getBytes(UTF_8))).isNotEmpty();
    }

    @Test
    void acceptsStatusRecordWhoseKeyAndHeadersAgreeWithItsValue() {
        ObjectNode headers = AsyncApiExamples.headers("status", "sent");

        assertThat(ContractSchemas.statusRecord(record(headers.path("event-id").asText(), headers))).isEmpty();
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource({"event-id, another", "status, FAILED", "source-topic, another", "source-partition, 4",
            "source-offset, 43"})
    void refusesStatusRecordWithHeaderThatDisagrees(String header, String value) {
        ObjectNode headers = AsyncApiExamples.headers("status", "sent");
        String key = headers.path("event-id").asText();

        assertThat(ContractSchemas.statusRecord(record(key, headers.put(header, value))))
                .containsExactly("header " + header + ": differs from the value");
    }

    @Test
    void refusesStatusRecordWithAnotherKey() {
        ObjectNode headers = AsyncApiExamples.headers("status", "sent");

        assertThat(ContractSchemas.statusRecord(record("another", headers)))
                .containsExactly("key: is not the event id");
    }

    @Test
    void saysOnceThatWordIsOnNoClosedList() throws JsonProcessingException {
        JsonNode broken = changed(AsyncApiExamples.payload("status", "failed"), "reason", "'bad_luck'");

        assertThat(ContractSchemas.problems("status-record.json", broken)).singleElement().asString()
                .contains("reason");
    }

    @Test
    void saysWhereTheProblemIsWithoutTheValue() throws JsonProcessingException {
        JsonNode broken = changed(AsyncApiExamples.payload("status", "sent"), "phone", "'+12025550110'");

        assertThat(ContractSchemas.problems("status-record.json", broken)).singleElement().asString().contains("phone")
                .doesNotContain("2025550110");
    }

    private static JsonNode changed(ObjectNode object, String field, String value) throws JsonProcessingException {
        if (value == null) {
            object.remove(field);
        } else {
            object.set(field, MAPPER.readTree(value.replace('\'', '"')));
        }
        return object;
    }

    private static ConsumerRecord<byte[], byte[]> record(String key, ObjectNode headers) {
        var statusRecord = new ConsumerRecord<>("status", 0, 0, key.getBytes(UTF_8),
                AsyncApiExamples.payload("status", "sent").toString().getBytes(UTF_8));
        Headers target = statusRecord.headers();
        headers.properties().forEach(header -> target.add(header.getKey(), header.getValue().asText().getBytes(UTF_8)));
        return statusRecord;
    }
}
