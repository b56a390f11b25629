package dev.smsverification.contract;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.Test;

import dev.smsverification.event.Reason;
import dev.smsverification.event.Status;

/** Code and AsyncAPI document know the same statuses and reasons, in the same order and no others. */
class ClosedListsTest {

    private static final List<String> REASONS = Stream.of(Reason.values()).map(Reason::word).toList();
    static final List<String> STATUSES = Stream.of(Status.values()).map(Status::name).toList();

    @Test
    void documentListsEveryReason() {
        assertThat(words("reason")).containsExactlyElementsOf(REASONS);
    }

    @Test
    void documentListsEveryStatus() {
        assertThat(words("status")).containsExactlyElementsOf(STATUSES);
    }

    @Test
    void documentDescribesEveryReasonInOneSentence() {
        assertThat(descriptions("reason").values())
                .allSatisfy(text -> assertThat(text).matches("[A-Z].*\\.").doesNotContain(". "));
    }

    @Test
    void documentDescribesEveryStatus() {
        assertThat(descriptions("status").values()).allSatisfy(text -> assertThat(text).matches("[A-Z].*\\."));
    }

    @Test
    void documentSaysWhichStatusesAreNotWrittenYet() {
        assertThat(descriptions("status").entrySet())
                .filteredOn(status -> status.getValue().endsWith("Not written by this version yet."))
                .extracting(Map.Entry::getKey).containsExactly("BLOCKED", "DELIVERED", "UNDELIVERED");
    }

    @Test
    void statusRecordAndItsHeadersTakeTheirWordsFromTheLists() {
        assertThat(ref("status-record.json", "status")).isEqualTo("status.json");
        assertThat(ref("status-record.json", "reason")).isEqualTo("reason.json");
        assertThat(ref("status-headers.json", "status")).isEqualTo("status.json");
        assertThat(ref("dead-letter-headers.json", "dead-letter-reason")).isEqualTo("reason.json");
    }

    private static List<String> words(String list) {
        return List.copyOf(descriptions(list).keySet());
    }

    /** The words of a list and their descriptions. */
    static Map<String, String> descriptions(String list) {
        return StreamSupport.stream(AsyncApiDocument
                .resolve("#/components/schemas/" + list + "/schema").path("oneOf").spliterator(), false)
                .collect(toMap(word -> word.path("const").asText(), word -> word.path("description").asText(),
                        (_, it) -> it,
                        LinkedHashMap::new));
    }

    private static String ref(String schema, String property) {
        return AsyncApiDocument.resolve("schemas/" + schema).path("properties").path(property).path("$ref").asText();
    }
}
