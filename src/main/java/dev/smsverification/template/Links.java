package dev.smsverification.template;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What phones make a link of, and what browsers take for a binding of the code to their host. Takes time linear in the length of the text.
 */
final class Links {

    /** A stretch of a text. */
    record Span(int start, int end) {

        String of(CharSequence text) {
            return text.subSequence(start, end).toString();
        }

        boolean covers(Span other) {
            return start <= other.start && other.end <= end;
        }

        boolean overlaps(Span other) {
            return start < other.end && other.start < end;
        }
    }

    private static final Pattern TOKEN = Pattern.compile("[^\\s\\p{Z}]+");

    private static final Pattern ADDRESS = Pattern.compile("\\p{N}{1,3}(\\.\\p{N}{1,3}){3}");
    /** How a name begins that stands for one with other letters (RFC 3492). */
    private static final String PUNYCODE = "xn--";
    private static final Pattern DOT = Pattern.compile("[.\u3002\uFF0E\uFF61]");

    /** What a host name may have besides letters, digits and hyphens: combining marks, symbols such as emoji, new ones included, and invisible characters. */
    private static final String BESIDE = "\\p{M}\\p{Cf}\\x{10000}-\\x{10FFFF}[\\p{S}&&[^\\p{ASCII}]]";

    private static final Pattern OTHERS = Pattern.compile("[" + BESIDE + "]+");

    private static final String LABEL = "[\\p{L}\\p{N}" + BESIDE + "-]++";

    /** A scheme with what follows it (group 1), or what is a link if it is the name of a host (group 2). */
    private static final Pattern CANDIDATE = Pattern
            .compile("((?<=[A-Za-z0-9+.-])://[^/?#]*+|(?i:mailto|tel|sms):(?=.))|(?<![\\p{L}\\p{N}\\p{Cs}" + BESIDE
                    + "-])(" + LABEL
                    + "(?:" + DOT + LABEL + ")++)(?::\\d++)?(/?)");

    /** The domains that phones know even without a scheme: every country's, and the common ones. */
    private static final Set<String> TOP_LEVEL = Stream
            .concat(Arrays.stream(Locale.getISOCountries()).map(country -> country.toLowerCase(Locale.ROOT)),
                    Arrays.stream(
                            ("uk eu com net org info biz app dev xyz top shop online site website link click live club store"
                                    + " vip icu mobi page").split(" ")))
            .collect(Collectors.toUnmodifiableSet());

    /** The beginning of a domain-bound code, see <a href="https://wicg.github.io/sms-one-time-codes/">the draft</a>. */
    private static final Pattern BINDING = Pattern.compile("(?m)^@\\S*+\\s++#");

    private Links() {}

    /** The links of a text, each as far as its host. */
    static Stream<Span> in(String text) {
        return TOKEN.matcher(text).results().flatMap(token -> CANDIDATE.matcher(text).region(token.start(), token.end())
                .results().filter(Links::isLink).limit(1)
                .map(link -> link.start(1) < 0
                        ? new Span(link.start(2), link.end(2))
                        : new Span(link.start(1), link.end(1))));
    }

    /** The beginnings of the lines that bind the code to a host. */
    static Stream<Span> bindingsIn(String text) {
        return BINDING.matcher(text).results().map(binding -> new Span(binding.start(), binding.end()));
    }

    private static boolean isLink(MatchResult candidate) {
        if (candidate.start(1) >= 0) {
            return true;
        }
        String host = candidate.group(2).toLowerCase(Locale.ROOT);
        boolean hasPath = !candidate.group(3).isEmpty();
        return hasPath && mayBeHost(host) || namesHost(host);
    }

    /** What is taken for a host where a path follows: an address, or what ends in a word. */
    private static boolean mayBeHost(String host) {
        return ADDRESS.matcher(host).matches() || DOT.splitAsStream(host).toList().getLast().matches("\\p{L}{2,}");
    }

    /** Some phones take only what stands between other characters for the name. */
    private static boolean namesHost(String host) {
        return OTHERS.splitAsStream(host).map(DOT::split).anyMatch(Links::isHost);
    }

    private static boolean isHost(String[] labels) {
        return labels.length > 0
                && (labels[0].equals("www") || Arrays.stream(labels).skip(1).anyMatch(Links::isTopLevel));
    }

    private static boolean isTopLevel(String label) {
        return TOP_LEVEL.contains(label) || label.startsWith(PUNYCODE);
    }
}
