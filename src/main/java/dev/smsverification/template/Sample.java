package dev.smsverification.template;

/** What a template comes to before there is a request. */
final class Sample {

    /** Six digits, as most codes have. */
    static final String CODE = "123456";

    private Sample() {}

    /** The template with the code filled in, and the given text for every other variable. */
    static Draft of(Template template, String other) {
        Draft draft = new Draft();
        for (Part part : Part.parse(template.content())) {
            switch (part) {
                case Part.Words words -> draft.write(words.text());
                case Part.Variable variable -> draft.fillIn(variable.isCode() ? CODE : other);
            }
        }
        return draft;
    }
}
