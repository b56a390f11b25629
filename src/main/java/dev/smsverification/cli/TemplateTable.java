package dev.smsverification.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import dev.smsverification.log.Printable;
import dev.smsverification.template.Cost;
import dev.smsverification.template.Finding;
import dev.smsverification.template.Proof;
import dev.smsverification.template.Segments;
import dev.smsverification.template.Template;

/** The templates in force with what each costs and how much there is to say about it. */
record TemplateTable(Proof proven) {

    private static final List<String> HEADER = List.of("USAGE TYPE", "LOCALE", "ENCODING", "SEGMENTS", "WARNINGS");

    List<String> lines() {
        return new Table(HEADER, proven.templates().list().stream().map(this::row).toList()).lines();
    }

    List<Map<String, Object>> fields() {
        return proven.templates().list().stream().map(this::fields).toList();
    }

    /** Why a template is sent in UCS-2, and so costs about double: a line for each, unless a warning says it already. */
    List<String> costs() {
        return proven.templates().list().stream().filter(TemplateTable::isCostly)
                .filter(template -> !Cost.of(template).canBeSaved())
                .map(template -> Printable.of(template.usageType()) + tag(template).map(tag -> ", " + tag).orElse("")
                        + ": " + Cost.of(template).description())
                .toList();
    }

    private static boolean isCostly(Template template) {
        return !Cost.of(template).forcing().isEmpty();
    }

    private List<String> row(Template template) {
        Segments segments = Cost.of(template).segments();
        int warnings = warnings(template).size();
        return List.of(template.usageType(), tag(template).orElse("any"), segments.encoding().toString(),
                Integer.toString(segments.count()), warnings == 0 ? "none" : Integer.toString(warnings));
    }

    private Map<String, Object> fields(Template template) {
        Cost cost = Cost.of(template);
        Segments segments = cost.segments();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("usageType", template.usageType());
        tag(template).ifPresent(locale -> fields.put("locale", locale));
        fields.put("encoding", segments.encoding().toString());
        fields.put("segments", segments.count());
        if (isCostly(template)) {
            fields.put("cost", cost.description());
        }
        fields.put("warnings", warnings(template));
        return fields;
    }

    private List<String> warnings(Template template) {
        return proven.warnings().stream().filter(warning -> warning.template().filter(template::equals).isPresent())
                .map(Finding::message).toList();
    }

    private static Optional<String> tag(Template template) {
        return template.locale().map(Locale::toLanguageTag);
    }
}
