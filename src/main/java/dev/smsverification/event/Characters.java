package dev.smsverification.event;

/** What nobody may bring into a text message: it would break lines, turn the direction of the text, or is half a character. */
public final class Characters {

    /** What turns the direction of the text. */
    private static final String BIDIRECTIONAL = "\u061C\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069";

    private Characters() {}

    public static boolean hasUnwanted(String text) {
        for (int at = 0; at < text.length(); at = text.offsetByCodePoints(at, 1)) {
            if (unwanted(text.codePointAt(at))) {
                return true;
            }
        }
        return false;
    }

    /** @param character a code point */
    public static boolean unwanted(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                true;
            case Character.FORMAT -> BIDIRECTIONAL.indexOf(character) >= 0;
            default -> false;
        };
    }
}
