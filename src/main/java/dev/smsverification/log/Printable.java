package dev.smsverification.log;

/** Texts from outside, as they may stand in a line for people. */
public final class Printable {

    private Printable() {}

    /** With a question mark for each control character: it could begin a line of its own, or tell the terminal something. */
    public static String of(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (Character.isISOControl(text.charAt(at))) {
                return text.replaceAll("\\p{Cc}", "?");
            }
        }
        return text;
    }
}
