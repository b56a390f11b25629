package dev.smsverification.twilio;

import java.util.regex.Pattern;

/**
 * What a value of Twilio's looks like.
 *
 * @param words the same, for people, behind "must be"
 */
record Form(Pattern pattern, String words) {

    static final Form ACCOUNT_SID = sid("AC");
    static final Form API_KEY = sid("SK");
    static final Form SERVICE_SID = sid("MG");
    static final Form SECRET = new Form(Pattern.compile("[!-~]+"), "one word of ASCII characters");

    private static Form sid(String prefix) {
        return new Form(Pattern.compile(prefix + "[0-9a-fA-F]{32}"), prefix + " and 32 hexadecimal digits");
    }

    boolean fits(String text) {
        return pattern.matcher(text).matches();
    }
}
