package dev.smsverification.template;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What may be written in GSM-7 for a character that is not in it, so that a reader hardly notices. */
final class LookAlikes {

    private static final Map<Integer, String> KNOWN = new HashMap<>();

    static {
        know("'", "`´‘’‚‛′ʼ");
        know("\"", "“”„‟″«»");
        know("-", "‐‑‒–—―−");
        know(" ", "\t");
        know("", "\u00AD\u200B\u200C\u200D\u2060\uFEFF");
        know("l", "ł");
        know("L", "Ł");
        know("d", "đ");
        know("D", "Đ");
        know("i", "ı");
        know("oe", "œ");
        know("OE", "Œ");
    }

    private LookAlikes() {}

    /** What to write instead; empty where nothing would do. */
    static Optional<String> of(int character) {
        return Optional.ofNullable(KNOWN.get(character)).or(() -> bare(character));
    }

    /** The letter without its accents, the ligature in letters, the special space as a space. */
    private static Optional<String> bare(int character) {
        String bare = Normalizer.normalize(Character.toString(character), Normalizer.Form.NFKD).replaceAll("\\p{M}",
                "");
        return Optional.of(bare).filter(text -> !text.isEmpty() && Encoding.of(text) == Encoding.GSM_7);
    }

    private static void know(String replacement, String characters) {
        characters.codePoints().forEach(character -> KNOWN.put(character, replacement));
    }
}
