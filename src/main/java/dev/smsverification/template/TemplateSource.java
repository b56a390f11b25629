package dev.smsverification.template;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The templates as they were read.
 *
 * @param findings what was wrong with reading them
 */
record TemplateSource(List<Located> templates, List<Finding> findings) {

    static TemplateSource read(TemplateConfig config, Optional<Path> connector) {
        List<Located> templates = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        for (int n = 0; n < config.entries().size(); n++) {
            TemplateConfig.Entry entry = config.entries().get(n);
            String key = "sms.templates[" + n + "]";
            try {
                Optional<Locale> locale = entry.locale().map(TemplateSource::locale);
                templates.add(new Located(key, new Template(entry.usageType(), entry.content(), locale)));
            } catch (IllformedLocaleException e) {
                findings.add(new Finding(Severity.ERROR, key + ".locale", Optional.empty(),
                        "\"" + entry.locale().orElse("") + "\" is no language tag; write one like fr-CA"));
            }
        }
        return new TemplateSource(List.copyOf(templates), List.copyOf(findings));
    }

    private static Locale locale(String tag) {
        return new Locale.Builder().setLanguageTag(tag).build();
    }
}
