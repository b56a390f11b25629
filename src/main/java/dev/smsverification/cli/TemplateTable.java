package dev.smsverification.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import dev.smsverification.template.Cost;
import dev.smsverification.template.Finding;
import dev.smsverification.template.Proof;
import dev.smsverification.template.Segments;
import dev.smsverification.template.Template;

/** The templates in force with what each costs and how much there is to say about it. */
record TemplateTable(Proof.Proven proven) {

    private static final List<String> HEADER = List.of("USAGE TYPE", "LOCALE", "ENCODING", "SEGMENTS", "WARNINGS");

    List<String> lines() {
        return new Table(HEADER, proven.templates().list().stream().map(this::row).toList()).lines();
    }

    List<Map<String, Object>> fields() {
        return proven.templates().list().stream().map(this::fields).toList();
    }

    private List<String> row(Template template) {
        Segments segments = Cost.of(template).segments();
        int warnings = warnings(template).size();
        return List.of(template.usageType(), tag(template).orElse("any"), segments.encoding().toString(),
                Integer.toString(segments.count()), warnings == 0 ? "none" : Integer.toString(warnings));
    }

    private Map<String, Object> fields(Template template) {
        Segments segments = Cost.of(template).segments();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("usageType", template.usageType());
        tag(template).ifPresent(locale -> fields.put("locale", locale));
        fields.put("encoding", segments.encoding().toString());
        fields.put("segments", segments.count());
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
