package dev.smsverification.template;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Looks at what stands in braces.
 *
 * @param variables the variables that every request is known to have
 */
record PlaceholderLint(Optional<Set<String>> variables) implements Lint {

    private static final Pattern LOOK_ALIKE = Pattern.compile("\\$?\\{\\s*\\{?[^{}]*}?\\s*}|\\{\\{|}}");

    @Override
    public void look(KeyedTemplate template, Consumer<Finding> found) {
        List<Part> parts = Part.parse(template.template().content());
        List<Part.Variable> used = parts.stream().filter(Part.Variable.class::isInstance).map(Part.Variable.class::cast)
                .distinct().toList();
        if (used.stream().noneMatch(Part.Variable::isCode)) {
            found.accept(template.error("has no {{code}}; write {{code}} where the code goes"));
        }
        used.stream().filter(variable -> !variable.isCode()).forEach(variable -> other(template, variable, found));
        parts.stream().filter(Part.Words.class::isInstance).map(Part.Words.class::cast)
                .flatMap(words -> LOOK_ALIKE.matcher(words.text()).results()).map(MatchResult::group).distinct()
                .map(braces -> template
                        .warning("\"" + braces + "\" is no placeholder and is sent as it stands; the code is {{code}}"))
                .forEach(found);
    }

    private void other(KeyedTemplate template, Part.Variable variable, Consumer<Finding> found) {
        if (variable.root().equals(Part.CODE)) {
            found.accept(template.warning(variable + " is always empty; the code is {{code}}"));
        } else if (variables.isEmpty()) {
            found.accept(template.warning("a request without the variable \"" + variable.root()
                    + "\" is not sent, for " + variable + "; name in sms.templates.variables what every request has"));
        } else if (!variables.get().contains(variable.root())) {
            found.accept(template.error(variable + " needs the variable \"" + variable.root()
                    + "\", which sms.templates.variables does not name; name it there if every request has it"));
        }
    }
}
