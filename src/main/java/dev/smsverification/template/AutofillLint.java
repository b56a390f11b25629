package dev.smsverification.template;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Looks at the lines by which phones recognise a code: the
 * <a href="https://wicg.github.io/sms-one-time-codes/">domain-bound code</a> and the hash of Android's
 * <a href="https://developers.google.com/identity/sms-retriever/verify">SMS Retriever</a>.
 */
final class AutofillLint implements Lint {

    private static final Pattern BOUND = Pattern
            .compile("(?i)@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z][a-z0-9-]*[a-z0-9] #" + Sample.CODE);

    /** Somebody meant to bind the code. */
    private static final Predicate<String> BINDING = Pattern
            .compile("@\\s*\\S*\\s*#\\s*" + Sample.CODE + "|^\\s*@\\s*\\S+\\s+" + Sample.CODE + "\\s*$").asPredicate();

    private static final Pattern HASH = Pattern.compile("[A-Za-z0-9+/]{11}");

    /** Unlike a word: with a digit or a sign, or with a capital behind a small letter. */
    private static final Pattern UNLIKE_A_WORD = Pattern.compile("[0-9+/]|[a-z][A-Z]");

    private static final String RETRIEVER_PREFIX = "<#>";

    private static final int RETRIEVER_BYTES = 140;

    @Override
    public Stream<Finding> findings(KeyedTemplate template) {
        String text = Sample.of(template.template(), "x").text();
        return Stream.concat(binding(template, text), hash(template, text));
    }

    private static Stream<Finding> binding(KeyedTemplate template, String text) {
        List<String> lines = text.lines().toList();
        boolean meant = lines.stream().anyMatch(BINDING);
        boolean right = BOUND.matcher(text.substring(lastLine(text))).matches()
                && lines.stream().filter(BINDING).count() == 1;
        return !meant || right
                ? Stream.empty()
                : Stream.of(
                        template.error("the domain-bound code must be the last line, exactly @example.com #{{code}}:"
                                + " the host alone, one space, no line break behind it"));
    }

    private static Stream<Finding> hash(KeyedTemplate template, String text) {
        String rest = BOUND.matcher(text.substring(lastLine(text))).matches()
                ? text.substring(0, lastLine(text))
                : text;
        String last = rest.strip().substring(rest.strip().lastIndexOf('\n') + 1);
        boolean prefixed = text.startsWith(RETRIEVER_PREFIX);
        // A hash behind other words works too, but then only the prefix tells it from one of them.
        String candidate = prefixed ? last.substring(last.lastIndexOf(' ') + 1) : last;
        boolean hashed = HASH.matcher(candidate).matches() && UNLIKE_A_WORD.matcher(candidate).find();
        if (prefixed && !hashed) {
            return Stream
                    .of(template.error("begins with <#> but does not end with the 11-character hash of an Android app;"
                            + " write it in a line of its own, before the @ line if there is one"));
        }
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (!hashed || bytes <= RETRIEVER_BYTES) {
            return Stream.empty();
        }
        String message = "has " + bytes + " bytes; Android's SMS Retriever reads a text with a hash up to "
                + RETRIEVER_BYTES;
        return Stream.of(prefixed ? template.error(message) : template.warning(message));
    }

    private static int lastLine(String text) {
        return Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1;
    }
}
