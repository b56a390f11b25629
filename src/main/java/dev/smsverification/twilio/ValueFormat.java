package dev.smsverification.twilio;

import java.util.regex.Pattern;

/**
 * What a value of Twilio's looks like.
 *
 * @param words the same, for people, behind "must be"
 */
record ValueFormat(Pattern pattern, String words) {

    static final ValueFormat ACCOUNT_SID = sid("AC");
    static final ValueFormat API_KEY = sid("SK");
    static final ValueFormat SERVICE_SID = sid("MG");
    static final ValueFormat SECRET = new ValueFormat(Pattern.compile("[!-~]+"), "one word of ASCII characters");

    private static ValueFormat sid(String prefix) {
        return new ValueFormat(Pattern.compile(prefix + "[0-9a-fA-F]{32}"), prefix + " and 32 hexadecimal digits");
    }

    boolean fits(String text) {
        return pattern.matcher(text).matches();
    }
}
