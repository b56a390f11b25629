package dev.smsverification.template;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.smsverification.setting.NumberSetting;
import dev.smsverification.setting.SwitchSetting;
import io.quarkus.runtime.configuration.TrimmedStringConverter;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import io.smallrye.config.WithParentName;

/** What the messages say. */
@ConfigMapping(prefix = "sms.templates")
public interface TemplateConfig {

    /** The templates, {@code sms.templates[n]}. Each takes the place of one with the same usage type in the connector file. */
    @WithParentName
    List<Entry> entries();

    /** The most segments that a text may take. 24 hold the 1,600 characters that Twilio takes, in any encoding. */
    @WithDefault("3")
    @WithConverter(Segments.class)
    int maxSegments();

    /** Whether a variable of a request may bring a link into the text. */
    @WithDefault("false")
    @WithConverter(SwitchSetting.class)
    boolean allowLinksInVariables();

    /**
     * The names of the variables that every request has, beside {@code code}. Where this is set, a template that uses another is an error; where
     * it is not, it is a warning.
     */
    Optional<Set<@WithConverter(TrimmedStringConverter.class) String>> variables();

    interface Entry {

        /** {@code Register}, {@code SignIn}, {@code ForgotPassword}, {@code Generic} or another. */
        String usageType();

        /** The text, with <code>{{code}}</code> in it. */
        String content();

        /** The content again, by the name under which it is configured, which has the template's number. */
        @WithName("content")
        ConfigValue contentValue();

        /** A BCP 47 tag such as {@code fr-CA}; none for the template that serves every other language. */
        Optional<String> locale();
    }

    final class Segments extends NumberSetting {
        public Segments() {
            super(1, 24);
        }
    }
}
