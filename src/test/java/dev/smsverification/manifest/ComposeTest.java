package dev.smsverification.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

import javax.xml.parsers.DocumentBuilderFactory;

import org.apache.kafka.common.utils.AppInfoParser;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

/** Holds the versions of the images against those that the worker is built and tested with. */
class ComposeTest {

    private static final Pattern IMAGE = Pattern.compile("(?m)^ *image: (.+)$");

    @Test
    void everyImageIsPinned() throws IOException {
        assertThat(images()).isNotEmpty()
                .allSatisfy(image -> assertThat(image).matches("[a-z/-]+:v?\\d+\\.\\d+\\.\\d+.*"));
    }

    @Test
    void kafkaAndTheStandInAreWhatTestsUse() throws Exception {
        assertThat(images()).contains("apache/kafka:" + AppInfoParser.getVersion(),
                "wiremock/wiremock:" + pom("wiremock.version"));
    }

    @Test
    void theWorkersImageIsOfThisVersion() throws Exception {
        assertThat(images()).contains("sms-verification-worker:" + pom("version"));
        assertThat(Files.readString(Path.of("src/main/docker/Dockerfile"))).contains("ARG VERSION=" + pom("version"));
    }

    @Test
    void passesEveryVariableOfTheAccountOn() throws IOException {
        JsonNode variables = new YAMLMapper().readTree(Path.of("docker-compose.yml").toFile())
                .at("/services/worker-twilio/environment");

        assertThat(variables.fieldNames()).toIterable().contains("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN",
                "TWILIO_API_KEY", "TWILIO_API_SECRET", "TWILIO_MESSAGING_SERVICE_SID", "TWILIO_FROM", "TWILIO_REGION",
                "TWILIO_EDGE", "TWILIO_UNCERTAIN");
    }

    private static List<String> images() throws IOException {
        return IMAGE.matcher(Files.readString(Path.of("docker-compose.yml"))).results().map(image -> image.group(1))
                .toList();
    }

    private static String pom(String element) throws Exception {
        return DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(Path.of("pom.xml").toFile())
                .getElementsByTagName(element).item(0).getTextContent();
    }
}
