package dev.smsverification.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.smsverification.log.Printable;
import dev.smsverification.template.Cost;
import dev.smsverification.template.Finding;
import dev.smsverification.template.Proof;
import dev.smsverification.template.Segments;
import dev.smsverification.template.Template;

/** The templates in force with what each costs and how much there is to say about it. */
record TemplateTable(Proof proven) {

    private static final List<String> HEADER = List.of("USAGE TYPE", "LOCALE", "ENCODING", "SEGMENTS", "WARNINGS");

    /** What there is to say of one template. */
    private record Row(Template template, Cost cost, List<String> warnings) {

        boolean isCostly() {
            return !cost.forcing().isEmpty();
        }

        Optional<String> tag() {
            return template.locale().map(Locale::toLanguageTag);
        }

        List<String> cells() {
            Segments segments = cost.segments();
            return List.of(template.usageType(), tag().orElse("any"), segments.encoding().toString(),
                    Integer.toString(segments.count()),
                    warnings.isEmpty() ? "none" : Integer.toString(warnings.size()));
        }

        Map<String, Object> fields() {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("usageType", template.usageType());
            tag().ifPresent(locale -> fields.put("locale", locale));
            fields.put("encoding", cost.segments().encoding().toString());
            fields.put("segments", cost.segments().count());
            if (isCostly()) {
                fields.put("cost", cost.description());
            }
            fields.put("warnings", warnings);
            return fields;
        }
    }

    List<String> lines() {
        return new Table(HEADER, rows().map(Row::cells).toList()).lines();
    }

    List<Map<String, Object>> fields() {
        return rows().map(Row::fields).toList();
    }

    /** Why a template is sent in UCS-2, and so costs about double: a line for each, unless a warning says it already. */
    List<String> costs() {
        return rows().filter(row -> row.isCostly() && !row.cost().canBeSaved())
                .map(row -> Printable.of(row.template().usageType()) + row.tag().map(tag -> ", " + tag).orElse("")
                        + ": " + row.cost().description())
                .toList();
    }

    private Stream<Row> rows() {
        return proven.templates().list().stream()
                .map(template -> new Row(template, Cost.of(template), warnings(template)));
    }

    private List<String> warnings(Template template) {
        return proven.warnings().stream().filter(warning -> warning.template().filter(template::equals).isPresent())
                .map(Finding::message).toList();
    }
}
