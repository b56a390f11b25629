package dev.smsverification.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import dev.smsverification.event.Reason;

/** A text being written, which remembers which of its parts are values and not the template's own words. */
final class Draft {

    private final StringBuilder text = new StringBuilder(Encoding.GSM_7.alone());
    private final List<Links.Span> values = new ArrayList<>();
    private boolean digitsOnly = true;

    void write(String words) {
        text.append(words);
    }

    void fillIn(String value) {
        if (!value.isEmpty()) {
            values.add(new Links.Span(text.length(), text.length() + value.length()));
            digitsOnly = digitsOnly && isDigits(value);
            text.append(value);
        }
    }

    String text() {
        return text.toString();
    }

    /** Whether a value has a part in where a link leads, or in the host that the code is bound to, though the rules forbid it. */
    boolean hasForeignLinks(TextRules rules) {
        return !areOwn(Links.bindingsIn(text())) || !rules.linksInVariables() && !areOwn(Links.in(text()));
    }

    Rendering finish(TextRules rules, Optional<Locale> locale) {
        // Digit-only values were covered by the start-up check, so the usual message skips the link search.
        if (!digitsOnly && hasForeignLinks(rules)) {
            return new Rendering.Unrenderable(Reason.TEMPLATE_VARIABLE_LINK);
        }
        String body = text();
        Segments segments = Segments.of(body);
        if (body.length() > TextRules.LONGEST || segments.count() > rules.maxSegments()) {
            return new Rendering.Unrenderable(Reason.TEXT_TOO_LONG);
        }
        return new Rendering.Text(body, segments, locale);
    }

    private boolean areOwn(Stream<Links.Span> spans) {
        return spans.allMatch(span -> values.stream().noneMatch(span::overlaps));
    }

    private static boolean isDigits(String value) {
        for (int at = 0; at < value.length(); at++) {
            if (value.charAt(at) < '0' || value.charAt(at) > '9') {
                return false;
            }
        }
        return true;
    }
}
