package dev.smsverification.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

import dev.smsverification.delivery.Outcome;
import dev.smsverification.event.Reason;

/**
 * What Twilio answered.
 *
 * @param good whether that is what was wished for
 * @param line for people
 * @param fields for programs
 */
record TwilioAnswer(boolean good, String line, Map<String, Object> fields) {

    static final TwilioAnswer GOOD = new TwilioAnswer(true, "good", Map.of("outcome", "good"));

    static TwilioAnswer of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted accepted -> accepted(accepted);
            case Outcome.Rejected(Reason reason, OptionalInt code) -> bad(outcome, reason, code);
            case Outcome.Throttled(_, OptionalInt code) -> bad(outcome, Reason.THROTTLED, code);
            case Outcome.NotSent(Reason reason) -> bad(outcome, reason, OptionalInt.empty());
            case Outcome.Uncertain(Reason reason, OptionalInt code, _) -> bad(outcome, reason, code);
            case Outcome.AccountProblem(OptionalInt code) -> bad(outcome, Reason.ACCOUNT_PROBLEM, code);
        };
    }

    private static TwilioAnswer accepted(Outcome.Accepted message) {
        Map<String, Object> fields = fields(message, OptionalInt.empty());
        fields.put("messageSid", message.messageSid());
        message.providerStatus().ifPresent(status -> fields.put("providerStatus", status));
        message.segments().ifPresent(count -> fields.put("segments", count));
        return new TwilioAnswer(true, "accepted as " + message.messageSid()
                + message.providerStatus().map(status -> ", " + status).orElse(""), fields);
    }

    private static TwilioAnswer bad(Outcome outcome, Reason reason, OptionalInt code) {
        Map<String, Object> fields = fields(outcome, code);
        fields.put("reason", reason.word());
        String line = outcome.word().replace('_', ' ')
                + (outcome.word().equals(reason.word()) ? "" : ": " + reason.word())
                + (code.isPresent() ? ", error code " + code.getAsInt() : "");
        return new TwilioAnswer(false, line, fields);
    }

    private static Map<String, Object> fields(Outcome outcome, OptionalInt code) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("outcome", outcome.word());
        code.ifPresent(number -> fields.put("errorCode", number));
        return fields;
    }
}
