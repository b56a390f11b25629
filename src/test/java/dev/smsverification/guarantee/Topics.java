package dev.smsverification.guarantee;

import java.util.List;
import java.util.stream.Stream;

/** Where requests are published and what becomes of them is told. */
public record Topics(List<String> requests, String status, String deadLetter) {

    /** As they are called where nobody says otherwise. */
    public static final Topics USUAL = under("sms.verification");

    /** @param prefix what their names begin with */
    public static Topics under(String prefix) {
        return new Topics(List.of(prefix + ".requested"), prefix + ".status", prefix + ".dead-letter");
    }

    /** With these for requests as well. */
    public Topics and(String... more) {
        return new Topics(Stream.concat(requests.stream(), Stream.of(more)).toList(), status, deadLetter);
    }
}
