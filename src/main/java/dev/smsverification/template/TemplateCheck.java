package dev.smsverification.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looks for mistakes in templates. */
record TemplateCheck(TextRules rules, Optional<Set<String>> variables) {

    /** What Logto asks a connector to have. */
    private static final List<String> REQUIRED = List.of("Register", "SignIn", "ForgotPassword", Template.GENERIC);

    List<Finding> findings(List<Located> templates) {
        List<Finding> findings = new ArrayList<>();
        if (templates.isEmpty()) {
            findings.add(missing(
                    "there are no templates; set sms.templates[n].usage-type and .content, or sms.connector-config"));
            return findings;
        }
        REQUIRED.stream().filter(type -> !serves(templates, type)).forEach(type -> findings.add(
                missing("no template for " + type + " without a locale; add one")));
        for (Located template : templates) {
            if (Part.parse(template.template().content()).stream()
                    .noneMatch(part -> part instanceof Part.Variable variable && variable.isCode())) {
                findings.add(template.error("has no {{code}}; write {{code}} where the code goes"));
            }
        }
        return findings;
    }

    private static boolean serves(List<Located> templates, String usageType) {
        return templates.stream().map(Located::template)
                .anyMatch(template -> template.usageType().equals(usageType) && template.locale().isEmpty());
    }

    private static Finding missing(String message) {
        return new Finding(Severity.ERROR, "sms.templates", Optional.empty(), message);
    }
}
