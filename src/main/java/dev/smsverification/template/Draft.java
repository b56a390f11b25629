package dev.smsverification.template;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import dev.smsverification.event.Reason;

/** A text in the making, which remembers which of its words are the template's own. */
final class Draft {

    /** Stands for each character of a value; none is a control character itself. */
    private static final String FOREIGN = "\0";

    private final StringBuilder text = new StringBuilder();
    private final StringBuilder own = new StringBuilder();
    private boolean digitsOnly = true;

    void write(String words) {
        text.append(words);
        own.append(words);
    }

    void fillIn(String value) {
        digitsOnly &= value.chars().allMatch(character -> '0' <= character && character <= '9');
        text.append(value);
        own.append(FOREIGN.repeat(value.length()));
    }

    String text() {
        return text.toString();
    }

    /** Whether every link leads where the template says, and not a value. */
    boolean hasOwnLinksOnly() {
        return areOwn(Links.in(text()));
    }

    /** Whether the code is bound to a host by the template alone, if at all. */
    boolean hasOwnBindingsOnly() {
        return areOwn(Links.bindingsIn(text()));
    }

    Rendering finish(TextRules rules, Optional<Locale> locale) {
        // What digits can do to the template, its check has seen: the common message is not searched.
        if (!digitsOnly && (!hasOwnBindingsOnly() || !rules.linksInVariables() && !hasOwnLinksOnly())) {
            return new Rendering.Unrenderable(Reason.TEMPLATE_VARIABLE_LINK);
        }
        Segments segments = Segments.of(text());
        if (text.length() > TextRules.LONGEST || segments.count() > rules.maxSegments()) {
            return new Rendering.Unrenderable(Reason.TEXT_TOO_LONG);
        }
        return new Rendering.Text(text(), segments, locale);
    }

    private boolean areOwn(Stream<Links.Span> spans) {
        return spans.allMatch(span -> span.of(own).equals(span.of(text)));
    }
}
