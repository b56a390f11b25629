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
import dev.smsverification.connector.ConnectorReading;
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
        Proof proof = prove(Map.of(), CONNECTOR.formatted("{{code}}"));

        assertThat(((Proof.Proven) proof).templates().list()).map(Template::usageType).containsExactly("Register",
                "SignIn",
                "ForgotPassword", "Generic");
    }

    @Test
    void putsKeysBeforeTheFile() throws IOException {
        Proof proof = prove(Map.of("sms.templates[0].usage-type", "Generic", "sms.templates[0].content", "Key {{code}}",
                "sms.templates[1].usage-type", "Generic", "sms.templates[1].content", "Fr {{code}}",
                "sms.templates[1].locale",
                "fr-CA"), CONNECTOR.formatted("{{code}}"));

        assertThat(((Proof.Proven) proof).templates().list())
                .startsWith(new Template("Generic", "Key {{code}}", Optional.empty()),
                        new Template("Generic", "Fr {{code}}", Optional.of(Locale.CANADA_FRENCH)))
                .hasSize(5);
        assertThat(((Proof.Proven) proof).warnings()).isEmpty();
    }

    @Test
    void tellsOfWarnings() throws IOException {
        Proof proof = prove(Map.of(), CONNECTOR.formatted("{{code}} {code}"));

        assertThat(((Proof.Proven) proof).warnings()).singleElement().asString()
                .startsWith("sms.connector-config " + directory.resolve("connector.json")
                        + " templates[3].content (Generic): ");
    }

    @Test
    void putsErrorsBeforeWarnings() throws IOException {
        Proof proof = prove(Map.of(), CONNECTOR.formatted("${code}"));

        assertThat(((Proof.Refuted) proof).findings()).map(Finding::severity).containsExactly(Severity.ERROR,
                Severity.WARNING);
    }

    @Test
    void refusesALocaleThatIsNone() throws IOException {
        Proof proof = prove(Map.of("sms.templates[0].usage-type", "Generic", "sms.templates[0].content", "{{code}}",
                "sms.templates[0].locale", "french-Canada!"), CONNECTOR.formatted("{{code}}"));

        assertThat(((Proof.Refuted) proof).findings()).singleElement()
                .hasToString("sms.templates[0].locale: \"french-Canada!\" is no language tag; write one like fr-CA");
    }

    @Test
    void refusesALocaleWithALineBreakInOneLine() throws IOException {
        Proof proof = prove(Map.of("sms.templates[0].usage-type", "Generic", "sms.templates[0].content", "{{code}}",
                "sms.templates[0].locale", "en\nUS"), CONNECTOR.formatted("{{code}}"));

        assertThat(((Proof.Refuted) proof).errors()).containsExactly(
                "sms.templates[0].locale: \"en?US\" is no language tag; write one like fr-CA");
    }

    @Test
    void refusesAFileThatIsNoJsonWithoutQuotingIt() throws IOException {
        Proof proof = prove(Map.of(), "{\"authToken\": secret}");

        assertThat(((Proof.Refuted) proof).findings()).singleElement().asString()
                .contains("connector.json: not JSON at line 1").doesNotContain("secret");
    }

    private Proof prove(Map<String, String> properties, String connector) throws IOException {
        Path file = Files.writeString(directory.resolve("connector.json"), connector);
        return Proof.of(Mappings.of(TemplateConfig.class, properties),
                Optional.of(new ConnectorFile(file, ConnectorReading.of(file, Snapshot.of(List.of(file))))));
    }
}
