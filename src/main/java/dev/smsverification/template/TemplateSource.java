package dev.smsverification.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.smsverification.connector.ConnectorFile;
import dev.smsverification.event.LanguageTag;

/** Collects the templates from where they are configured, with the findings of the reading. */
final class TemplateSource {

    private final List<KeyedTemplate> templates = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    TemplateSource(TemplateConfig config, Optional<ConnectorFile> connector) {
        config.entries().forEach(this::add);
        List<KeyedTemplate> overriding = List.copyOf(templates);
        connector.ifPresent(file -> add(file, overriding));
    }

    List<KeyedTemplate> templates() {
        return templates;
    }

    List<Finding> findings() {
        return findings;
    }

    private void add(TemplateConfig.Entry entry) {
        // Not counted: numbers may be left out.
        String key = entry.contentValue().getName().replaceFirst("\\.content$", "");
        Optional<Locale> locale = entry.locale().flatMap(LanguageTag::parse);
        if (entry.locale().isPresent() && locale.isEmpty()) {
            findings.add(new Finding(Severity.ERROR, key + ".locale", Optional.empty(),
                    "\"" + entry.locale().get() + "\" is no language tag; write one like fr-CA"));
        } else {
            templates.add(new KeyedTemplate(key, new Template(entry.usageType(), entry.content(), locale)));
        }
    }

    private void add(ConnectorFile file, List<KeyedTemplate> overriding) {
        String key = file.key();
        file.content().problems()
                .forEach(problem -> findings.add(new Finding(Severity.ERROR, key, Optional.empty(), problem)));
        file.connector().ifPresent(connector -> {
            connector.warnings()
                    .forEach(warning -> findings.add(new Finding(Severity.WARNING, key, Optional.empty(), warning)));
            for (int n = 0; n < connector.templates().size(); n++) {
                var read = connector.templates().get(n);
                Template template = new Template(read.usageType(), read.content(), Optional.empty());
                if (overriding.stream().map(KeyedTemplate::template).noneMatch(template::servesTheSameAs)) {
                    templates.add(new KeyedTemplate(key + " templates[" + n + "]", template));
                }
            }
        });
    }
}
