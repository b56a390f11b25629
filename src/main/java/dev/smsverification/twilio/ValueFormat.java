package dev.smsverification.twilio;

import java.util.regex.Pattern;

/**
 * The form of a setting's value.
 *
 * @param words the same in words, to follow "must be"
 */
record ValueFormat(Pattern pattern, String words) {

    static final ValueFormat ACCOUNT_SID = sid("AC");
    static final ValueFormat API_KEY = sid("SK");
    static final ValueFormat SERVICE_SID = sid("MG");
    static final ValueFormat SECRET = new ValueFormat(Pattern.compile("[!-~]+"), "one word of ASCII characters");
    static final ValueFormat REGION = hostLabel("a Twilio region such as ie1");
    static final ValueFormat EDGE = hostLabel("a Twilio edge such as dublin");

    private static ValueFormat sid(String prefix) {
        return new ValueFormat(Pattern.compile(prefix + "[0-9a-fA-F]{32}"), prefix + " and 32 hexadecimal digits");
    }

    /** Shorter than an auth token, which would be looked up as a name of the host otherwise. */
    private static ValueFormat hostLabel(String words) {
        return new ValueFormat(Pattern.compile("[a-z0-9]([a-z0-9-]{0,28}[a-z0-9])?"), words);
    }

    boolean fits(String text) {
        return pattern.matcher(text).matches();
    }
}
