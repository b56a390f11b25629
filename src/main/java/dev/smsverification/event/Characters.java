package dev.smsverification.event;

/** Tells characters that nobody may bring into a text message: those that break lines or turn the direction of the text, and halves of one. */
public final class Characters {

    /** What turns the direction of the text. */
    private static final String BIDIRECTIONAL = "\u061C\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069";

    private Characters() {}

    /** Whether any character of the text is {@linkplain #unwanted unwanted}. */
    public static boolean hasUnwanted(String text) {
        for (int at = 0; at < text.length(); at = text.offsetByCodePoints(at, 1)) {
            if (unwanted(text.codePointAt(at))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether a character is a control character, a line or paragraph separator, a change of direction or half of a surrogate pair.
     *
     * @param character a code point
     */
    public static boolean unwanted(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                true;
            case Character.FORMAT -> BIDIRECTIONAL.indexOf(character) >= 0;
            default -> false;
        };
    }

    /** Whether the text has half of a surrogate pair, which no encoding has. */
    public static boolean hasUnpairedSurrogate(String text) {
        for (int at = 0; at < text.length(); at = text.offsetByCodePoints(at, 1)) {
            if (Character.getType(text.codePointAt(at)) == Character.SURROGATE) {
                return true;
            }
        }
        return false;
    }

    /** How many Unicode characters the text has; a string may take two units for one. */
    public static int count(String text) {
        return text.codePointCount(0, text.length());
    }
}
