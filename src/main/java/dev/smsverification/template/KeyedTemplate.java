package dev.smsverification.template;

import java.util.Optional;

/**
 * A template and the key under which it is configured.
 *
 * @param key such as {@code sms.templates[2]}
 */
record KeyedTemplate(String key, Template template) {

    Finding error(String message) {
        return new Finding(Severity.ERROR, key + ".content", Optional.of(template), message);
    }

    Finding warning(String message) {
        return new Finding(Severity.WARNING, key + ".content", Optional.of(template), message);
    }
}
