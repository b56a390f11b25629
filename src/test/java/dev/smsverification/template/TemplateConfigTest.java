package dev.smsverification.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import dev.smsverification.connector.ConnectorConfig;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

class TemplateConfigTest {

    @Test
    void readsAListBesideNamedKeysOfTheSamePrefix() {
        TemplateConfig config = read(new SmallRyeConfigBuilder().withSources(new PropertiesConfigSource(Map.of(
                "sms.templates[0].usage-type", "SignIn", "sms.templates[0].content", "Code: {{code}}",
                "sms.templates[1].usage-type", "SignIn", "sms.templates[1].content", "Code, le: {{code}}",
                "sms.templates[1].locale", "fr-CA",
                "sms.templates.max-segments", "2", "sms.templates.allow-links-in-variables", "true",
                "sms.templates.variables", "application, user", "sms.connector-config", "connector.json"), "test",
                100)));

        assertThat(config.entries()).extracting(TemplateConfig.Entry::content).containsExactly("Code: {{code}}",
                "Code, le: {{code}}");
        assertThat(config.entries().getLast().locale()).contains("fr-CA");
        assertThat(config.maxSegments()).isEqualTo(2);
        assertThat(config.allowLinksInVariables()).isTrue();
        assertThat(config.variables()).contains(Set.of("application", "user"));
    }

    @Test
    void readsTemplatesFromTheEnvironment() {
        TemplateConfig config = read(new SmallRyeConfigBuilder().withSources(new EnvConfigSource(
                Map.of("SMS_TEMPLATES_0__USAGE_TYPE", "SignIn", "SMS_TEMPLATES_0__CONTENT", "Code: {{code}}"), 300)));

        assertThat(config.entries()).singleElement().extracting(TemplateConfig.Entry::usageType).isEqualTo("SignIn");
    }

    @Test
    void hasDefaults() {
        TemplateConfig config = read(new SmallRyeConfigBuilder());

        assertThat(config.entries()).isEmpty();
        assertThat(config.maxSegments()).isEqualTo(3);
        assertThat(config.allowLinksInVariables()).isFalse();
        assertThat(config.variables()).isEqualTo(Optional.empty());
    }

    /** With another mapping under the same roof, as in the application. */
    private static TemplateConfig read(SmallRyeConfigBuilder builder) {
        return builder.addDiscoveredConverters().withMapping(TemplateConfig.class).withMapping(ConnectorConfig.class)
                .build()
                .getConfigMapping(TemplateConfig.class);
    }
}
