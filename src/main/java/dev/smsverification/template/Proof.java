package dev.smsverification.template;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What came of reading the templates and looking for mistakes in them. */
public sealed interface Proof {

    /** They can be used; the warnings should be told. */
    record Proven(Templates templates, List<Finding> warnings) implements Proof {}

    /** They must not be used. The findings begin with the errors, of which there is at least one. */
    record Refuted(List<Finding> findings) implements Proof {}

    /**
     * Reads and proves the templates.
     *
     * @param connector the connector file
     */
    static Proof of(TemplateConfig config, Optional<Path> connector) {
        TemplateSource source = TemplateSource.read(config, connector);
        TextRules rules = new TextRules(config.maxSegments(), config.allowLinksInVariables());
        List<Finding> findings = new ArrayList<>(source.findings());
        findings.addAll(new TemplateCheck(rules, config.variables()).findings(source.templates()));
        findings.sort(Comparator.comparing(Finding::severity));
        if (findings.stream().anyMatch(finding -> finding.severity() == Severity.ERROR)) {
            return new Refuted(List.copyOf(findings));
        }
        List<Template> templates = source.templates().stream().map(Located::template).toList();
        return new Proven(new Templates(templates, rules), List.copyOf(findings));
    }
}
