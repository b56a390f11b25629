package dev.smsverification.cli;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.smsverification.log.Printable;
import dev.smsverification.reload.Snapshot;

/**
 * Something that is wrong with one key.
 *
 * @param key such as {@code sms.code-ttl}; empty where it is not known
 * @param line the key, its value unless it may be secret, and what would be right
 */
record Problem(String key, String line) {

    /** SmallRye Config names the key in prose. */
    private static final Pattern ABOUT_KEY = Pattern
            .compile("(?s)(?:.*config property |SRCFG\\d+: )?((?:sms|twilio)\\.\\S+) (.*)");

    private static final Pattern SECRET = Pattern.compile(
            ".*(token|secret|passw|passphrase|jaas|keystore.key|content|url|endpoint).*", Pattern.CASE_INSENSITIVE);

    private static final Pattern KEY_OF_FILE = Pattern.compile("sms.connector.config", Pattern.CASE_INSENSITIVE);

    private static final Pattern KEY_OF_SID = Pattern.compile(".*(sid|api.key).*", Pattern.CASE_INSENSITIVE);

    /** What begins like one of Twilio's SIDs is meant to be one; what does not may be the secret that belongs beside it. */
    private static final Pattern SID = Pattern.compile("(?s)(AC|MG|SK).*");

    /** What looks like Twilio's auth token or the secret of an API key, put where something else should stand. */
    private static final Pattern TOKEN = Pattern.compile("[0-9A-Za-z]{32}");

    /** Stands for another setting. */
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{[^{}\\s]*}");

    /** One word with references in it; anything else may be a whole file, put where its name should stand. */
    private static final Pattern REFERENCES = Pattern.compile("[^{}\\s]*(\\$\\{[^{}\\s]*}[^{}\\s]*)+");

    private static final String UNKNOWN_KEY = "does not map to any root";

    /** How SmallRye Config says it, and what a user can make use of; the first that matches counts. */
    private static final List<Map.Entry<Pattern, String>> IN_OTHER_WORDS = List.of(
            entry(Pattern.compile(".*" + UNKNOWN_KEY), "is no key of the worker; look for a slip in its name"),
            entry(Pattern.compile("is required but.*"), "has to be set"),
            entry(Pattern.compile("is defined as the empty String.*"),
                    "must not be empty; leave it out for its default"),
            entry(Pattern.compile(".*Invalid duration.*"), "must be a duration such as 500ms, 10s or 10m"),
            entry(Pattern.compile(".*Expected an integer value.*"), "must be a whole number"),
            entry(Pattern.compile(".*allowed values: (.*)"), "must be one of $1"),
            entry(Pattern.compile(".* whilst being converted (must .*)"), "$1"),
            entry(Pattern.compile("with the config value \"\\S*://.*"),
                    "must be a URL such as https://api.twilio.com"));

    /** @param values what a key is set to */
    static Problem of(String message, Function<String, Optional<String>> values) {
        Matcher matcher = ABOUT_KEY.matcher(message);
        if (!matcher.matches()) {
            return new Problem("", message);
        }
        String key = matcher.group(1);
        // An unknown key may be that of a secret, written wrongly.
        String value = values.apply(key).map(text -> message.contains(UNKNOWN_KEY) ? "hidden" : shown(key, text))
                .orElse("not set");
        return new Problem(key, key + " (" + value + "): " + inOtherWords(matcher.group(2)));
    }

    static Problem of(String key, String value, String rule) {
        return new Problem(key, key + " (" + shown(key, value) + "): " + rule);
    }

    /** A value that names another setting, which is not there, or in the end itself. */
    static Problem unresolved(String key, String value) {
        return new Problem(key, key + " (" + (REFERENCES.matcher(value).matches() ? shown(key, value) : "hidden")
                + "): ${…} stands for another setting, which is not set; a placeholder is written {{…}}");
    }

    /** A value as it may be printed, on one line. */
    static String shown(String key, String value) {
        if (value.isEmpty()) {
            return "empty";
        }
        boolean hidden = SECRET.matcher(key).matches() || TOKEN.matcher(value).matches()
                || KEY_OF_FILE.matcher(key).matches() && !isFile(value)
                || KEY_OF_SID.matcher(key).matches() && !SID.matcher(value).matches();
        return hidden ? "hidden" : Printable.of(value);
    }

    /** Whether it is a path, which may have references in it; anything else may be the file itself, put where its name should stand. */
    private static boolean isFile(String value) {
        return Snapshot.isPath(REFERENCE.matcher(value).replaceAll("."));
    }

    private static String inOtherWords(String message) {
        String line = message.replace('\n', ' ');
        return IN_OTHER_WORDS.stream().filter(entry -> entry.getKey().matcher(line).matches()).findFirst()
                .map(entry -> entry.getKey().matcher(line).replaceFirst(entry.getValue()))
                .orElse(line.startsWith("with the config value") ? "cannot be read as what it should be" : line);
    }
}
