package dev.smsverification.template;

/** What a template comes to before there is a request. */
final class Sample {

    /** Six digits, as most codes have. */
    static final String CODE = "123456";

    private Sample() {}

    /** The template with the code filled in, and the given text for every other variable. */
    static Draft of(Template template, String other) {
        return of(template, CODE, other);
    }

    /** The template with this code, and the given text for every other variable. */
    static Draft of(Template template, String code, String other) {
        Draft draft = new Draft();
        for (Part part : Part.parse(template.content())) {
            switch (part) {
                case Part.Words words -> draft.write(words.text());
                case Part.Variable variable -> draft.fillIn(variable.isCode() ? code : other);
            }
        }
        return draft;
    }
}
