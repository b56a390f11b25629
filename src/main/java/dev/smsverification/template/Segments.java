package dev.smsverification.template;

import java.util.ArrayList;
import java.util.List;

/**
 * What a text costs: carriers bill each segment. Counted as Twilio counts, see its page "What the heck is a segment?".
 *
 * @param encoding how the text travels
 * @param count how many segments it takes, at least 1
 */
public record Segments(Encoding encoding, int count) {

    /** Counts the segments of a text. */
    public static Segments of(String text) {
        Encoding encoding = Encoding.of(text);
        return new Segments(encoding, split(text, encoding).size());
    }

    /** Cuts a text where a phone network would. */
    static List<String> split(String text, Encoding encoding) {
        if (encoding.length(text) <= encoding.alone()) {
            return List.of(text);
        }
        List<String> parts = new ArrayList<>();
        int start = 0;
        int filled = 0;
        for (int at = 0; at < text.length(); at = text.offsetByCodePoints(at, 1)) {
            int length = encoding.length(text.codePointAt(at));
            if (filled + length > encoding.joined()) {
                parts.add(text.substring(start, at));
                start = at;
                filled = 0;
            }
            filled += length;
        }
        parts.add(text.substring(start));
        return parts;
    }
}
