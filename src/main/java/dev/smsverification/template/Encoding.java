package dev.smsverification.template;

import java.util.BitSet;

/**
 * How a text travels: in the GSM 03.38 alphabet as long as that has all its characters, else in UTF-16. Lengths are in septets for the
 * one and in UTF-16 units for the other.
 */
public enum Encoding {
    GSM_7("GSM-7", 160, 153), UCS_2("UCS-2", 70, 67);

    private static final BitSet BASIC = set("@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà");

    /** Each is an escape and a character. */
    private static final BitSet EXTENSION = set("|^€{}[]~\\");

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
        // Nothing beyond the Basic Multilingual Plane is in the alphabet, and no half of a pair either.
        for (int at = 0; at < text.length(); at++) {
            if (!inGsm7(text.charAt(at))) {
                return UCS_2;
            }
        }
        return GSM_7;
    }

    static boolean inGsm7(int character) {
        return BASIC.get(character) || EXTENSION.get(character);
    }

    /** What a character takes of a segment; it is never split across two. */
    int length(int character) {
        return switch (this) {
            case GSM_7 -> EXTENSION.get(character) ? 2 : 1;
            case UCS_2 -> Character.charCount(character);
        };
    }

    /** What a text takes in all. */
    int length(String text) {
        return switch (this) {
            case GSM_7 -> septets(text);
            case UCS_2 -> text.length();
        };
    }

    private static int septets(String text) {
        int septets = text.length();
        for (int at = 0; at < text.length(); at++) {
            if (EXTENSION.get(text.charAt(at))) {
                septets++;
            }
        }
        return septets;
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

    private static BitSet set(String characters) {
        return characters.chars().collect(BitSet::new, BitSet::set, BitSet::or);
    }
}
