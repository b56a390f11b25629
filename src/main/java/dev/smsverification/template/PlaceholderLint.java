package dev.smsverification.template;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Looks at what stands in braces.
 *
 * @param variables the variables that every request is known to have
 */
record PlaceholderLint(Optional<Set<String>> variables) implements Lint {

    private static final Pattern LOOK_ALIKE = Pattern.compile("\\$?\\{\\s*\\{?[^{}]*}?\\s*}|\\{\\{|}}");

    @Override
    public Stream<Finding> findings(KeyedTemplate template) {
        List<Part> parts = Part.parse(template.template().content());
        List<Part.Variable> used = parts.stream().filter(Part.Variable.class::isInstance).map(Part.Variable.class::cast)
                .distinct().toList();
        Stream<Finding> code = used.stream().anyMatch(Part.Variable::isCode)
                ? Stream.empty()
                : Stream.of(template.error("has no {{code}}; write {{code}} where the code goes"));
        Stream<Finding> others = used.stream().filter(variable -> !variable.isCode())
                .flatMap(variable -> other(template, variable));
        Stream<Finding> lookAlikes = parts.stream().filter(Part.Words.class::isInstance).map(Part.Words.class::cast)
                .flatMap(words -> LOOK_ALIKE.matcher(words.text()).results()).map(MatchResult::group).distinct()
                .map(found -> template
                        .warning("\"" + found + "\" is no placeholder and is sent as it stands; the code is {{code}}"));
        return Stream.of(code, others, lookAlikes).flatMap(stream -> stream);
    }

    private Stream<Finding> other(KeyedTemplate template, Part.Variable variable) {
        if (variable.root().equals(Part.CODE)) {
            return Stream.of(template.warning(variable + " is always empty; the code is {{code}}"));
        }
        if (variables.isEmpty()) {
            return Stream
                    .of(template.warning("a request without the variable \"" + variable.root() + "\" is not sent, for "
                            + variable + "; name in sms.templates.variables what every request has"));
        }
        return variables.get().contains(variable.root())
                ? Stream.empty()
                : Stream.of(template.error(variable + " is none of the variables that sms.templates.variables names"));
    }
}
