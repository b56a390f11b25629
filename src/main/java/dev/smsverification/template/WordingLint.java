package dev.smsverification.template;

import java.util.function.Consumer;

import dev.smsverification.event.Characters;

/** Looks at what the text says and how long it is. */
record WordingLint(TextRules rules) implements Lint {

    /** What Java takes for bytes that are no character of the encoding. */
    private static final String REPLACEMENT = "\uFFFD";

    @Override
    public void look(KeyedTemplate template, Consumer<Finding> found) {
        String content = template.template().content();
        length(template, found);
        if (Characters.hasUnpairedSurrogate(content)) {
            found.accept(template.error(
                    "has half of a character; write the other half of the surrogate pair too, or leave it out"));
        }
        if ((template.template().usageType() + content).contains(REPLACEMENT)) {
            found.accept(template.error("has a character that could not be read (U+FFFD);"
                    + " write the file in UTF-8, or set LC_ALL=C.UTF-8 where it comes from a variable"));
        }
        if (!content.equals(content.stripTrailing())) {
            found.accept(template
                    .warning("ends with white space or a line break, which is sent and billed; leave it out"));
        }
        links(template, found);
    }

    private void length(KeyedTemplate template, Consumer<Finding> found) {
        String text = Sample.of(template.template(), "").text();
        Cost cost = Cost.of(text);
        if (text.length() > TextRules.LONGEST) {
            found.accept(
                    template.error("has " + text.length() + " characters; Twilio takes up to " + TextRules.LONGEST));
        } else if (cost.segments().count() > rules.maxSegments()) {
            found.accept(template.error("is too long: " + cost.description() + "; sms.templates.max-segments allows "
                    + rules.maxSegments()));
        } else if (cost.canBeSaved()) {
            found.accept(template.warning(cost.description()));
        }
    }

    private void links(KeyedTemplate template, Consumer<Finding> found) {
        Draft filled = Sample.of(template.template(), "x");
        // Digits, of which a code may have few, make up addresses.
        if (filled.hasForeignLinks(rules) || Sample.of(template.template(), "1", "1").hasForeignLinks(rules)) {
            found.accept(
                    template.error("a variable would become part of a link's host; write the host out, put white space"
                            + " around the placeholder, or set sms.templates.allow-links-in-variables=true"));
            return;
        }
        Links.in(filled.text())
                .filter(link -> Links.bindingsIn(filled.text()).noneMatch(binding -> binding.covers(link)))
                .map(link -> template.warning("has a link (" + link.of(filled.text()).replaceFirst("^://", "")
                        + "): carriers filter such texts, and users learn to follow links"))
                .forEach(found);
    }
}
