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
            switch (part) {
                case Part.Words(String text) -> draft.write(text);
                case Part.Variable variable -> {
                    switch (Value.of(variable, code, variables)) {
                        case Value.Literal(String text) -> draft.fillIn(text);
                        case Value.Refused(Reason reason) -> {
                            return new Rendering.Unrenderable(reason);
                        }
                    }
                }
            }
        }
        return draft.finish(rules, template.locale());
    }
}
