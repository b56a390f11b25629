package dev.smsverification.template;

import java.util.Locale;
import java.util.Optional;

import dev.smsverification.log.Printable;

/**
 * Something that is wrong with the templates. Prints as one line, with a question mark for each control character.
 *
 * @param key the configuration key concerned
 * @param template the template concerned; empty when it is none in particular
 * @param message what is wrong and what would be right
 */
public record Finding(Severity severity, String key, Optional<Template> template, String message) {

    @Override
    public String toString() {
        return Printable.of(key + template.map(Finding::identity).orElse("") + ": " + message);
    }

    private static String identity(Template template) {
        return " (" + template.usageType()
                + template.locale().map(Locale::toLanguageTag).map(tag -> ", " + tag).orElse("")
                + ")";
    }
}
