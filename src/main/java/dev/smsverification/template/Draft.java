package dev.smsverification.template;

import java.util.Locale;
import java.util.Optional;

import dev.smsverification.event.Reason;

/** A text in the making, which remembers which words are the template's own. */
final class Draft {

    private final StringBuilder text = new StringBuilder();

    void write(String words) {
        text.append(words);
    }

    void fillIn(String value) {
        text.append(value);
    }

    Rendering finish(TextRules rules, Optional<Locale> locale) {
        String body = text.toString();
        Segments segments = Segments.of(body);
        if (body.length() > TextRules.LONGEST || segments.count() > rules.maxSegments()) {
            return new Rendering.Unrenderable(Reason.TEXT_TOO_LONG);
        }
        return new Rendering.Text(body, segments, locale);
    }
}
