package dev.smsverification.template;

import java.util.Locale;
import java.util.Optional;

/**
 * A text with placeholders, as configured.
 *
 * @param usageType what it is for, such as {@code SignIn}; compared case by case
 * @param content the text, with <code>{{code}}</code> where the code goes
 * @param locale its language; empty for the one that serves every language without a template of its own
 */
public record Template(String usageType, String content, Optional<Locale> locale) {

    /** The usage type that stands in for every other. */
    public static final String GENERIC = "Generic";
}
