package dev.smsverification.event;

import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Optional;

/** Languages as BCP 47 writes them. */
public final class LanguageTag {

    private LanguageTag() {}

    /** Empty for what is no language tag. */
    public static Optional<Locale> parse(String tag) {
        try {
            return Optional.of(new Locale.Builder().setLanguageTag(tag).build());
        } catch (IllformedLocaleException _) {
            return Optional.empty();
        }
    }
}
