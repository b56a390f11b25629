package dev.smsverification.template;

/**
 * How a text travels: in the GSM 03.38 alphabet as long as that has all its characters, else in UTF-16. Lengths are in septets for the
 * one and in UTF-16 units for the other.
 */
public enum Encoding {
    GSM_7("GSM-7", 160, 153), UCS_2("UCS-2", 70, 67);

    private static final String BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    /** Each is an escape and a character. */
    private static final String EXTENSION = "|^€{}[]~\\";

    private final String label;
    private final int alone;
    private final int joined;

    Encoding(String label, int alone, int joined) {
        this.label = label;
        this.alone = alone;
        this.joined = joined;
    }

    /** The cheapest encoding that has every character of the text. */
    static Encoding of(String text) {
        return text.codePoints().allMatch(Encoding::inGsm7) ? GSM_7 : UCS_2;
    }

    static boolean inGsm7(int character) {
        return BASIC.indexOf(character) >= 0 || EXTENSION.indexOf(character) >= 0;
    }

    /** What a character takes of a segment; it is never split across two. */
    int length(int character) {
        return switch (this) {
            case GSM_7 -> EXTENSION.indexOf(character) >= 0 ? 2 : 1;
            case UCS_2 -> Character.charCount(character);
        };
    }

    /** What a segment holds that is the only one. */
    int alone() {
        return alone;
    }

    /** What a segment holds beside the header that joins it to others. */
    int joined() {
        return joined;
    }

    @Override
    public String toString() {
        return label;
    }
}
