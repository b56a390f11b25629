package dev.smsverification.template;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Looks for mistakes in templates.
 *
 * @param variables the variables that every request is known to have
 */
record TemplateCheck(TextRules rules, Optional<Set<String>> variables) {

    /** What Logto asks a connector to have. */
    private static final List<String> REQUIRED = List.of("Register", "SignIn", "ForgotPassword", Template.GENERIC);

    /** What every set of templates must have and this one has not. */
    List<Finding> missing(List<KeyedTemplate> templates) {
        if (templates.isEmpty()) {
            return List.of(missing(
                    "there are no templates; set sms.templates[n].usage-type and .content, or sms.connector-config"));
        }
        return REQUIRED.stream().filter(type -> !serves(templates, type))
                .map(type -> missing("no template for " + type + " without a locale; add one")).toList();
    }

    /** What is wrong with the templates that are there. */
    List<Finding> mistakes(List<KeyedTemplate> templates) {
        List<Lint> lints = List.of(new PlaceholderLint(variables), new WordingLint(rules), new AutofillLint());
        List<Finding> findings = new ArrayList<>(duplicates(templates));
        for (KeyedTemplate template : templates) {
            if (template.template().content().isBlank() || template.template().usageType().isBlank()) {
                findings.add(
                        template.error("is empty or has no usage type; write a usage type and a text with {{code}}"));
            } else {
                lints.forEach(lint -> lint.look(template, findings::add));
            }
        }
        return findings;
    }

    private static List<Finding> duplicates(List<KeyedTemplate> templates) {
        List<Finding> findings = new ArrayList<>();
        Map<List<Object>, String> firsts = new HashMap<>();
        for (KeyedTemplate keyed : templates) {
            String first = firsts.putIfAbsent(List.of(keyed.template().usageType(), keyed.template().locale()),
                    keyed.key());
            if (first != null) {
                findings.add(keyed.warning("is never used: " + first + " is for the same usage type and locale"));
            }
        }
        return findings;
    }

    private static boolean serves(List<KeyedTemplate> templates, String usageType) {
        return templates.stream().map(KeyedTemplate::template)
                .anyMatch(template -> template.usageType().equals(usageType) && template.locale().isEmpty());
    }

    private static Finding missing(String message) {
        return new Finding(Severity.ERROR, "sms.templates", Optional.empty(), message);
    }
}
