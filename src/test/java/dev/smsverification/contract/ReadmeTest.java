package dev.smsverification.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The README says what the contract says. */
class ReadmeTest {

    @Test
    void listsEveryReasonWithItsDescription() {
        assertThat(rows("What each reason means")).containsExactlyEntriesOf(ClosedListsTest.descriptions("reason"));
    }

    @Test
    void listsEveryStatus() {
        assertThat(rows("What each status means").keySet()).containsExactlyElementsOf(ClosedListsTest.STATUSES);
    }

    @ParameterizedTest
    @MethodSource
    void showsRequestsThatKeepToTheContract(String json) {
        assertThat(ContractSchemas.request(json.getBytes(UTF_8))).isEmpty();
    }

    static List<String> showsRequestsThatKeepToTheContract() {
        return json("Publish an event");
    }

    @ParameterizedTest
    @MethodSource
    void showsStatusRecordsThatKeepToTheContract(String json) {
        assertThat(ContractSchemas.status(json.getBytes(UTF_8))).isEmpty();
    }

    static List<String> showsStatusRecordsThatKeepToTheContract() {
        return json("Read the status");
    }

    private static List<String> json(String heading) {
        return Pattern.compile("(?s)```json\n(.*?)```").matcher(section(heading)).results().map(block -> block.group(1))
                .toList();
    }

    /** The first two columns of the tables below a heading. */
    private static Map<String, String> rows(String heading) {
        return Pattern.compile("(?m)^\\| `(\\w+)` \\| ([^|]+?) \\|").matcher(section(heading)).results()
                .collect(toMap((MatchResult row) -> row.group(1), row -> row.group(2).replace("`", ""), (_, it) -> it,
                        LinkedHashMap::new));
    }

    /** What stands below a heading, up to the next one. */
    private static String section(String heading) {
        try {
            return Files.readString(Path.of("README.md"), UTF_8).split("\n#+ " + heading + "\n")[1].split("\n#+ ")[0];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
