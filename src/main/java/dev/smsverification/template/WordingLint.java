package dev.smsverification.template;

import java.util.stream.Stream;

import dev.smsverification.event.Characters;

/** Looks at what the text says and how long it is. */
record WordingLint(TextRules rules) implements Lint {

    @Override
    public Stream<Finding> findings(KeyedTemplate template) {
        return Stream.of(length(template, Sample.of(template.template(), "").text()), halves(template), end(template),
                links(template))
                .flatMap(found -> found);
    }

    private Stream<Finding> length(KeyedTemplate template, String text) {
        Cost cost = Cost.of(text);
        if (text.length() > TextRules.LONGEST) {
            return Stream.of(
                    template.error("has " + text.length() + " characters; Twilio takes up to " + TextRules.LONGEST));
        }
        if (cost.segments().count() > rules.maxSegments()) {
            return Stream
                    .of(template.error("is too long: " + cost.description() + "; sms.templates.max-segments allows "
                            + rules.maxSegments()));
        }
        return cost.canBeSaved() ? Stream.of(template.warning(cost.description())) : Stream.empty();
    }

    private Stream<Finding> halves(KeyedTemplate template) {
        return Characters.hasUnpairedSurrogate(template.template().content())
                ? Stream.of(template.error(
                        "has half of a character; write the other half of the surrogate pair too, or leave it out"))
                : Stream.empty();
    }

    private Stream<Finding> end(KeyedTemplate template) {
        String content = template.template().content();
        return content.equals(content.stripTrailing())
                ? Stream.empty()
                : Stream.of(template
                        .warning("ends with white space or a line break, which is sent and billed; leave it out"));
    }

    private Stream<Finding> links(KeyedTemplate template) {
        Draft filled = Sample.of(template.template(), "x");
        if (filled.hasForeignLinks(rules)) {
            return Stream.of(
                    template.error("a variable would become part of a link's host; write the host out, put white space"
                            + " around the placeholder, or set sms.templates.allow-links-in-variables=true"));
        }
        return Links.in(filled.text())
                .filter(link -> Links.bindingsIn(filled.text()).noneMatch(binding -> binding.covers(link)))
                .map(link -> template.warning("has a link (" + link.of(filled.text()).replaceFirst("^://", "")
                        + "): carriers filter such texts, and users learn to follow links"));
    }
}
