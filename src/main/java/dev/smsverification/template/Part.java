package dev.smsverification.template;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A piece of a template. Placeholders are those of Logto's connectors: <code>{{ name.path }}</code>, any white space inside the braces.
 * Everything else in braces is text, and so is {@code code} in another case.
 */
sealed interface Part {

    /** Text that goes out as it stands. */
    record Words(String text) implements Part {}

    /** A place for a value: the name of a variable, and the way into it. */
    record Variable(String root, List<String> path) implements Part {

        boolean isCode() {
            return root.equals(CODE) && path.isEmpty();
        }

        @Override
        public String toString() {
            return Stream.concat(Stream.of(root), path.stream()).collect(Collectors.joining(".", "{{", "}}"));
        }
    }

    String CODE = "code";

    Pattern PLACEHOLDER = Pattern.compile("\\{\\{[\\s\\p{Z}\\uFEFF]*(\\w[\\w.]*)[\\s\\p{Z}\\uFEFF]*}}");

    /** Takes a template apart; joined again in order, the parts are the whole of it. */
    static List<Part> parse(String content) {
        List<Part> parts = new ArrayList<>();
        int end = 0;
        for (MatchResult match : PLACEHOLDER.matcher(content).results().toList()) {
            List<String> names = List.of(match.group(1).split("\\.", -1));
            Variable variable = new Variable(names.getFirst(), names.subList(1, names.size()));
            if (variable.root().equalsIgnoreCase(CODE) && !variable.root().equals(CODE)) {
                continue;
            }
            if (match.start() > end) {
                parts.add(new Words(content.substring(end, match.start())));
            }
            parts.add(variable);
            end = match.end();
        }
        if (end < content.length()) {
            parts.add(new Words(content.substring(end)));
        }
        return List.copyOf(parts);
    }
}
