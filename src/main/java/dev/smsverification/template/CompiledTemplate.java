package dev.smsverification.template;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

import dev.smsverification.event.Reason;

/** A template taken apart once, so that a request only fills it in. */
record CompiledTemplate(Template template, List<Part> parts) {

    CompiledTemplate(Template template) {
        this(template, Part.parse(template.content()));
    }

    Rendering render(String code, JsonNode variables, TextRules rules) {
        Draft draft = new Draft();
        for (Part part : parts) {
            Value value = switch (part) {
                case Part.Words words -> words;
                case Part.Variable variable -> Value.of(variable, code, variables);
            };
            switch (value) {
                case Part.Words words -> draft.write(words.text());
                case Value.Literal literal -> draft.fillIn(literal.text());
                case Value.Refused(Reason reason) -> {
                    return new Rendering.Unrenderable(reason);
                }
            }
        }
        return draft.finish(rules, template.locale());
    }
}
