package dev.smsverification.template;

import java.util.Locale;
import java.util.Optional;

import dev.smsverification.event.Reason;

/** What came of putting a request into words. */
public sealed interface Rendering {

    /**
     * The text to send. Prints without it.
     *
     * @param body the text; secret
     * @param segments what it costs
     * @param locale the language of the template chosen
     */
    record Text(String body, Segments segments, Optional<Locale> locale) implements Rendering {

        @Override
        public String toString() {
            return "Text[segments=" + segments + ", locale=" + locale + "]";
        }
    }

    /** No text can be made of the request, now or later. */
    record Unrenderable(Reason reason) implements Rendering {}
}
