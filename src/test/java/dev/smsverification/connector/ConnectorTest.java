package dev.smsverification.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.smsverification.reload.Checked;
import dev.smsverification.reload.Snapshot;

class ConnectorTest {

    @TempDir
    Path directory;

    @Test
    void readsTheWholeOfAConnector() throws IOException {
        Checked<Connector> reading = read(
                """
                {"accountSID": "AC00", "authToken": "secret", "fromMessagingServiceSID": "MG00", "disableRiskCheck": true,
                 "templates": [{"usageType": "SignIn", "content": "In: {{code}}"}, {"usageType": "MfaVerification", "content": "{{code}}"}]}""");

        assertThat(reading)
                .isEqualTo(Checked.good(new Connector(Optional.of("AC00"), Optional.of("secret"),
                        Optional.of("MG00"), List.of(new Connector.Template("SignIn", "In: {{code}}"),
                                new Connector.Template("MfaVerification", "{{code}}")),
                        true, List.of())));
    }

    @Test
    void doesWithoutWhatIsNotThere() throws IOException {
        assertThat(read("{}")).isEqualTo(Checked.good(
                new Connector(Optional.empty(), Optional.empty(), Optional.empty(), List.of(), false, List.of())));
    }

    @Test
    void readsAFileWithAByteOrderMark() throws IOException {
        assertThat(read("\uFEFF{}").problems()).isEmpty();
    }

    @Test
    void ignoresUnknownFieldsWithAWarning() throws IOException {
        Checked<Connector> reading = read(
                """
                {"region": "ie1", "templates": [{"usageType": "SignIn", "content": "{{code}}", "color": "red"}]}""");

        assertThat(reading.orElseThrow().warnings()).containsExactly("region is unknown here and ignored",
                "templates[0].color is unknown here and ignored");
    }

    @Test
    void namesEveryProblem() throws IOException {
        Checked<Connector> reading = read(
                """
                {"accountSID": 7, "authToken": [], "fromMessagingServiceSID": null, "disableRiskCheck": "true",
                 "templates": [{"usageType": "SignIn"}, "Generic", {"usageType": " ", "content": "{{code}}"}]}""");

        assertThat(reading.problems()).containsExactlyInAnyOrder(
                "accountSID must be a string", "authToken must be a string", "fromMessagingServiceSID must be a string",
                "disableRiskCheck must be true or false, without quotes",
                "templates[0].content must be a string that is not empty",
                "templates[1].usageType must be a string that is not empty",
                "templates[1].content must be a string that is not empty",
                "templates[2].usageType must be a string that is not empty");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"'' | no JSON object", "[] | no JSON object", "7 | no JSON object",
            "{\"templates\": {\"usageType\": \"SignIn\"}} | templates must be an array",
            "{\"accountSID\": \"AC | not JSON at line 1",
            "{} {} | not JSON at line 1"})
    void saysWhatIsWrongWithTheFile(String json, String problem) throws IOException {
        assertThat(read(json).problems()).singleElement().asString()
                .startsWith(problem);
    }

    /** In hexadecimal: UTF-32 that breaks off, beyond Unicode, and in an order of bytes that nobody writes. */
    @ParameterizedTest
    @ValueSource(strings = {"7b0000000102", "0000007b7fffffff", "feff0000", "0000fffe"})
    void saysThatBytesAreNoText(String bytes) throws IOException {
        Path file = Files.write(directory.resolve("connector.json"), HexFormat.of().parseHex(bytes));

        assertThat(Connector.read(file, Snapshot.of(List.of(file))).problems())
                .containsExactly("not JSON; paste the connector's JSON as it is");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"authToken\": secret}", "{\"authToken\": \"secret}",
            "{\"authToken\": \"secret\", \"templates\": 7}",
            "{\"authToken\": \"secret\"}"})
    void neverPrintsACredential(String json) throws IOException {
        assertThat(read(json).toString()).doesNotContain("secret");
    }

    @Test
    void saysThatAFileCannotBeRead() {
        Path file = directory.resolve("missing.json");

        assertThat(Connector.read(file, Snapshot.of(List.of(file))).problems())
                .singleElement().asString()
                .startsWith("cannot be read; name a file that the worker may read");
    }

    private Checked<Connector> read(String json) throws IOException {
        Path file = Files.writeString(directory.resolve("connector.json"), json);
        return Connector.read(file, Snapshot.of(List.of(file)));
    }
}
