package dev.smsverification.template;

import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What phones make a link of, and what browsers take for a binding of the code to their host. */
final class Links {

    private static final String LETTER = "[\\p{L}\\p{N}]";

    private static final String DOT = "[.\u3002\uFF0E\uFF61]";

    /** The domains that phones know even without a scheme: every country's, and the common ones. */
    private static final String TOP = String.join("|", Locale.getISOCountries())
            + "|uk|eu|com|net|org|info|biz|app|dev|xyz|top|shop|online|site|website|link|click|live|club|store|vip|icu|mobi|page";

    private static final String LABELS = "(?:" + LETTER + "(?:" + LETTER + "|-){0,62}+" + DOT + "){1,9}";

    /** Group 1 says where the link leads; the rest of it is skipped. */
    private static final Pattern LINK = Pattern.compile("((?i)" + String.join("|", //
            "[a-z][a-z0-9+.-]{0,30}+://[^\\s/?#]*", //
            "(?:mailto|tel|sms):(?=\\S)", //
            "www" + DOT + "[^\\s/?#]+", //
            LABELS + "\\p{L}{2,63}+(?::\\d+)?/", //
            LABELS + "(?:" + TOP + ")(?!" + LETTER + "|-)") + ")\\S*");

    /** The line of a domain-bound code, see <a href="https://wicg.github.io/sms-one-time-codes/">the draft</a>. */
    private static final Pattern BINDING = Pattern.compile("(?m)^(@\\S*\\s+#)");

    private Links() {}

    /** The links of a text, each as far as its host. */
    static Stream<MatchResult> in(String text) {
        return LINK.matcher(text).results();
    }

    /** The beginnings of the lines that bind the code to a host. */
    static Stream<MatchResult> bindingsIn(String text) {
        return BINDING.matcher(text).results();
    }
}
