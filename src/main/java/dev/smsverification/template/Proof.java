package dev.smsverification.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.smsverification.connector.ConnectorFile;
import dev.smsverification.reload.Checked;

/** Templates that were read and found to be without mistakes, and the warnings to tell. */
public record Proof(Templates templates, List<Finding> warnings) {

    /**
     * Reads and proves the templates. The problems are the errors.
     *
     * @param connector the connector file, if there is one
     */
    public static Checked<Proof> of(TemplateConfig config, Optional<ConnectorFile> connector) {
        TemplateSource source = new TemplateSource(config, connector);
        TextRules rules = new TextRules(config.maxSegments(), config.allowLinksInVariables());
        TemplateCheck check = new TemplateCheck(rules, config.variables());
        List<Finding> findings = new ArrayList<>(source.findings());
        if (!hasError(findings)) {
            // Else it would ask for templates that are there but could not be read.
            findings.addAll(check.missing(source.templates()));
        }
        findings.addAll(check.mistakes(source.templates()));
        if (hasError(findings)) {
            return Checked.bad(findings.stream().filter(Proof::isError).map(Finding::toString).toList());
        }
        List<Template> templates = source.templates().stream().map(KeyedTemplate::template).toList();
        return Checked.good(new Proof(new Templates(templates, rules), List.copyOf(findings)));
    }

    private static boolean hasError(List<Finding> findings) {
        return findings.stream().anyMatch(Proof::isError);
    }

    private static boolean isError(Finding finding) {
        return finding.severity() == Severity.ERROR;
    }
}
