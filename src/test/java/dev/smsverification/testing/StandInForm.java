package dev.smsverification.testing;

import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;

import com.github.tomakehurst.wiremock.http.Request;

/** What Twilio finds wrong with the form of a new message, before anything else. */
final class StandInForm {

    private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{6,14}");
    private static final int LONGEST_BODY = 1600;
    private static final int LONGEST_VALIDITY = 36_000;

    private StandInForm() {}

    /** Twilio's error code for it; empty when the message can be taken. */
    static OptionalInt problem(Request request, Map<String, String> form) {
        String type = request.getHeader("Content-Type");
        if (type == null || !type.startsWith("application/x-www-form-urlencoded")) {
            return OptionalInt.of(20001);
        }
        String to = form.getOrDefault("To", "");
        String body = form.getOrDefault("Body", "");
        String service = form.getOrDefault("MessagingServiceSid", "");
        String from = form.getOrDefault("From", "");
        if (to.isEmpty()) {
            return OptionalInt.of(21604);
        }
        if (!E164.matcher(to).matches()) {
            return OptionalInt.of(21211);
        }
        if (body.isEmpty()) {
            return OptionalInt.of(21602);
        }
        if (body.length() > LONGEST_BODY) {
            return OptionalInt.of(21617);
        }
        if (service.isEmpty() && from.isEmpty()) {
            return OptionalInt.of(21603);
        }
        if (!service.isEmpty() && !service.equals(StandInAccount.MESSAGING_SERVICE_SID)) {
            return OptionalInt.of(21705);
        }
        if (!isValidity(form.getOrDefault("ValidityPeriod", "14400"))) {
            return OptionalInt.of(20001);
        }
        return StandInNumbers.errorFor(to, from);
    }

    private static boolean isValidity(String seconds) {
        return seconds.matches("[0-9]{1,6}") && Integer.parseInt(seconds) >= 1
                && Integer.parseInt(seconds) <= LONGEST_VALIDITY;
    }
}
