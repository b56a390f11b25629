package dev.smsverification.template;

import java.util.List;

/** What a template comes to before there is a request. */
final class Sample {

    /** Six digits, as most codes have. */
    static final String CODE = "123456";

    private Sample() {}

    /** The template with the code filled in, and the given text for every other variable. */
    static Draft of(Template template, String other) {
        return of(Part.parse(template.content()), other);
    }

    static Draft of(List<Part> parts, String other) {
        Draft draft = new Draft();
        for (Part part : parts) {
            switch (part) {
                case Part.Words words -> draft.write(words.text());
                case Part.Variable variable -> draft.fillIn(variable.isCode() ? CODE : other);
            }
        }
        return draft;
    }
}
