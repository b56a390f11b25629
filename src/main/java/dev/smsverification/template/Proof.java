package dev.smsverification.template;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import dev.smsverification.connector.ConnectorFile;

/** What came of reading the templates and looking for mistakes in them. */
public sealed interface Proof {

    /** They can be used; the warnings should be told. */
    record Proven(Templates templates, List<Finding> warnings) implements Proof {}

    /** They must not be used. The findings begin with the errors, of which there is at least one. */
    record Refuted(List<Finding> findings) implements Proof {

        /** The errors alone, a line each. */
        public List<String> errors() {
            return findings.stream().filter(finding -> finding.severity() == Severity.ERROR).map(Finding::toString)
                    .toList();
        }
    }

    /**
     * Reads and proves the templates.
     *
     * @param connector the connector file, if there is one
     */
    static Proof of(TemplateConfig config, Optional<ConnectorFile> connector) {
        TemplateSource source = new TemplateSource(config, connector);
        TextRules rules = new TextRules(config.maxSegments(), config.allowLinksInVariables());
        TemplateCheck check = new TemplateCheck(rules, config.variables());
        List<Finding> findings = new ArrayList<>(source.findings());
        if (!hasError(findings)) {
            // Else it would ask for templates that are there but could not be read.
            findings.addAll(check.missing(source.templates()));
        }
        findings.addAll(check.mistakes(source.templates()));
        findings.sort(Comparator.comparing(Finding::severity));
        if (hasError(findings)) {
            return new Refuted(List.copyOf(findings));
        }
        List<Template> templates = source.templates().stream().map(KeyedTemplate::template).toList();
        return new Proven(new Templates(templates, rules), List.copyOf(findings));
    }

    private static boolean hasError(List<Finding> findings) {
        return findings.stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
    }
}
