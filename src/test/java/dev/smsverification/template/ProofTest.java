package dev.smsverification.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.smsverification.connector.ConnectorFile;
import dev.smsverification.reload.Checked;
import dev.smsverification.reload.Snapshot;
import dev.smsverification.testing.Mappings;

class ProofTest {

    private static final String CONNECTOR = """
                                            {"accountSID": "AC00", "authToken": "secret", "fromMessagingServiceSID": "MG00", "templates": [
                                              {"usageType": "Register", "content": "{{code}}"}, {"usageType": "SignIn", "content": "{{code}}"},
                                              {"usageType": "ForgotPassword", "content": "{{code}}"}, {"usageType": "Generic", "content": "%s"}]}""";

    @TempDir
    Path directory;

    @Test
    void provesAConnectorFileAlone() throws IOException {
        Checked<Proof> proof = prove(Map.of(), CONNECTOR.formatted("{{code}}"));

        assertThat(proof.orElseThrow().templates().list()).map(Template::usageType).containsExactly("Register",
                "SignIn",
                "ForgotPassword", "Generic");
    }

    @Test
    void putsKeysBeforeTheFile() throws IOException {
        Checked<Proof> proof = prove(
                Map.of("sms.templates[0].usage-type", "Generic", "sms.templates[0].content", "Key {{code}}",
                        "sms.templates[1].usage-type", "Generic", "sms.templates[1].content", "Fr {{code}}",
                        "sms.templates[1].locale",
                        "fr-CA"),
                CONNECTOR.formatted("{{code}}"));

        assertThat(proof.orElseThrow().templates().list())
                .startsWith(new Template("Generic", "Key {{code}}", Optional.empty()),
                        new Template("Generic", "Fr {{code}}", Optional.of(Locale.CANADA_FRENCH)))
                .hasSize(5);
        assertThat(proof.orElseThrow().warnings()).isEmpty();
    }

    @Test
    void tellsOfWarnings() throws IOException {
        Checked<Proof> proof = prove(Map.of(), CONNECTOR.formatted("{{code}} {code}"));

        assertThat(proof.orElseThrow().warnings()).singleElement().asString()
                .startsWith("sms.connector-config " + directory.resolve("connector.json")
                        + " templates[3].content (Generic): ");
    }

    @Test
    void tellsOnlyErrorsWhereThereAreAny() throws IOException {
        Checked<Proof> proof = prove(Map.of(), CONNECTOR.formatted("${code}"));

        assertThat(proof.problems()).singleElement().asString().contains("has no {{code}}");
    }

    @Test
    void refusesALocaleThatIsNone() throws IOException {
        Checked<Proof> proof = prove(
                Map.of("sms.templates[0].usage-type", "Generic", "sms.templates[0].content", "{{code}}",
                        "sms.templates[0].locale", "french-Canada!"),
                CONNECTOR.formatted("{{code}}"));

        assertThat(proof.problems()).singleElement()
                .isEqualTo("sms.templates[0].locale: \"french-Canada!\" is no language tag; write one like fr-CA");
    }

    @Test
    void refusesALocaleWithALineBreakInOneLine() throws IOException {
        Checked<Proof> proof = prove(
                Map.of("sms.templates[0].usage-type", "Generic", "sms.templates[0].content", "{{code}}",
                        "sms.templates[0].locale", "en\nUS"),
                CONNECTOR.formatted("{{code}}"));

        assertThat(proof.problems()).containsExactly(
                "sms.templates[0].locale: \"en?US\" is no language tag; write one like fr-CA");
    }

    @Test
    void refusesAFileThatIsNoJsonWithoutQuotingIt() throws IOException {
        Checked<Proof> proof = prove(Map.of(), "{\"authToken\": secret}");

        assertThat(proof.problems()).singleElement().asString()
                .contains("connector.json: not JSON at line 1").doesNotContain("secret");
    }

    private Checked<Proof> prove(Map<String, String> properties, String connector) throws IOException {
        Path file = Files.writeString(directory.resolve("connector.json"), connector);
        return Proof.of(Mappings.of(TemplateConfig.class, properties),
                ConnectorFile.of(() -> Optional.of(file), Snapshot.of(List.of(file))));
    }
}
