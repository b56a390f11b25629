package dev.smsverification.template;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;

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
    public void look(KeyedTemplate template, Consumer<Finding> found) {
        String text = Sample.of(template.template(), "x").text();
        binding(template, text, found);
        hash(template, text, found);
    }

    private static void binding(KeyedTemplate template, String text, Consumer<Finding> found) {
        List<String> lines = text.lines().toList();
        boolean meant = lines.stream().anyMatch(BINDING);
        boolean right = BOUND.matcher(text.substring(lastLine(text))).matches()
                && lines.stream().filter(BINDING).count() == 1;
        if (meant && !right) {
            found.accept(template.error("the domain-bound code must be the last line, exactly @example.com #{{code}}:"
                    + " the host alone, one space, no line break behind it"));
        }
    }

    private static void hash(KeyedTemplate template, String text, Consumer<Finding> found) {
        String rest = BOUND.matcher(text.substring(lastLine(text))).matches()
                ? text.substring(0, lastLine(text))
                : text;
        String last = rest.strip().substring(rest.strip().lastIndexOf('\n') + 1);
        boolean prefixed = text.startsWith(RETRIEVER_PREFIX);
        // A hash behind other words works too, but then only the prefix tells it from one of them.
        String candidate = prefixed ? last.substring(last.lastIndexOf(' ') + 1) : last;
        boolean hashed = HASH.matcher(candidate).matches() && UNLIKE_A_WORD.matcher(candidate).find();
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (prefixed && !hashed) {
            found.accept(template.error("begins with <#> but does not end with the 11-character hash of an Android app;"
                    + " write it in a line of its own, before the @ line if there is one"));
        } else if (hashed && bytes > RETRIEVER_BYTES) {
            String message = "has " + bytes + " bytes; Android's SMS Retriever reads a text with a hash up to "
                    + RETRIEVER_BYTES;
            found.accept(prefixed ? template.error(message) : template.warning(message));
        }
    }

    private static int lastLine(String text) {
        return Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1;
    }
}
