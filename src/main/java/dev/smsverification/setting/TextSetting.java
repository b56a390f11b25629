package dev.smsverification.setting;

import java.util.regex.Pattern;

import org.eclipse.microprofile.config.spi.Converter;

/** A setting whose text has to be of a certain form. SmallRye Config makes one of each kind, by its class. */
public abstract class TextSetting implements Converter<String> {

    private final Pattern form;
    private final String rule;

    /** @param rule the form in words, after the name of the setting */
    protected TextSetting(Pattern form, String rule) {
        this.form = form;
        this.rule = rule;
    }

    protected TextSetting(String form, String rule) {
        this(Pattern.compile(form), rule);
    }

    /**
     * @return none for an empty text, which counts as not set
     * @throws IllegalArgumentException with the rule that is broken
     */
    @Override
    public String convert(String text) {
        if (text.isEmpty()) {
            return null;
        }
        if (!form.matcher(text).matches()) {
            throw new IllegalArgumentException(rule);
        }
        return text;
    }
}
