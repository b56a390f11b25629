package dev.smsverification.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import dev.smsverification.connector.ConnectorConfig;
import dev.smsverification.reload.Checked;
import dev.smsverification.reload.Snapshot;
import dev.smsverification.testing.Mappings;
import dev.smsverification.testing.Volume;
import io.smallrye.config.SmallRyeConfig;

class CurrentTemplatesTest {

    @TempDir
    Path directory;

    private final Map<String, String> properties = new HashMap<>();
    private Volume volume;
    private CurrentTemplates templates;

    @BeforeEach
    void configure() throws IOException {
        volume = new Volume(directory);
        properties.put("sms.connector-config", write("Old: {{code}}").toString());
        templates = templates();
    }

    @Test
    void readsTheConnectorFile() {
        templates.open();

        assertThat(text("SignIn")).isEqualTo("Old: 123456");
    }

    @Test
    void letsAKeyTakeThePlaceOfATemplateInTheFile() {
        properties.put("sms.templates[0].usage-type", "SignIn");
        properties.put("sms.templates[0].content", "Key: {{code}}");
        templates = templates();
        templates.open();

        assertThat(text("SignIn")).isEqualTo("Key: 123456");
        assertThat(text("Register")).isEqualTo("Old: 123456");
    }

    @Test
    void takesOverAChangedFileWhenToldTo() throws IOException {
        templates.open();
        write("New: {{code}}");

        Checked<Runnable> takeOver = reload();

        assertThat(text("SignIn")).isEqualTo("Old: 123456");
        takeOver.orElseThrow().run();
        assertThat(text("SignIn")).isEqualTo("New: 123456");
    }

    @Test
    void refusesAFileWithErrors() throws IOException {
        templates.open();
        write("New without the placeholder");

        assertThat(reload().problems()).hasSize(4)
                .allMatch(line -> line.contains("has no {{code}}"));
        assertThat(text("SignIn")).isEqualTo("Old: 123456");
    }

    @Test
    void refusesAFileThatHasGone() throws IOException {
        templates.open();
        Files.delete(directory.resolve("connector.json"));

        assertThat(reload().problems()).singleElement().asString().contains("cannot be read");
    }

    @Test
    void doesNotOpenWithErrors() throws IOException {
        write("Broken");

        assertThatThrownBy(templates::open).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("has no {{code}}");
    }

    private Checked<Runnable> reload() {
        return templates.reload(Snapshot.of(templates.files()));
    }

    private String text(String usageType) {
        return ((Rendering.Text) templates.current().render(usageType, Optional.empty(), "123456",
                JsonNodeFactory.instance.objectNode())).body();
    }

    private Path write(String content) throws IOException {
        String template = "{\"usageType\": \"%s\", \"content\": \"" + content + "\"}";
        String json = "{\"templates\": ["
                + String.join(",", template.formatted("Register"), template.formatted("SignIn"),
                        template.formatted("ForgotPassword"), template.formatted("Generic"))
                + "]}";
        return volume.put("connector.json", json);
    }

    private CurrentTemplates templates() {
        SmallRyeConfig config = Mappings.of(properties, TemplateConfig.class, ConnectorConfig.class);
        return new CurrentTemplates(config.getConfigMapping(TemplateConfig.class),
                config.getConfigMapping(ConnectorConfig.class));
    }
}
