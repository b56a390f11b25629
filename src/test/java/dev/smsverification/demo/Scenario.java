package dev.smsverification.demo;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.smsverification.testing.Request;
import dev.smsverification.testing.StandInNumbers;

/** One event of every kind. */
final class Scenario {

    private Scenario() {}

    static List<Step> steps(Instant now) {
        return List.of( //
                Step.of("Register", Request.to("+12025550111", "110011").usageType("Register"), "SENT"),
                Step.of("SignIn", Request.to("+12025550112", "220022").usageType("SignIn"), "SENT"),
                Step.of("ForgotPassword", Request.to("+12025550113", "330033").usageType("ForgotPassword"), "SENT"),
                Step.of("Generic", Request.to("+12025550114", "440044").usageType("Generic"), "SENT"),
                Step.of("unknown usage type", Request.to("+12025550115", "550055").usageType("Birthday"), "SENT"),
                Step.of("invalid number", Request.to("+1202", "660066"), "FAILED invalid_phone"),
                Step.of("unsubscribed number", Request.to(StandInNumbers.UNSUBSCRIBED, "770077"),
                        "FAILED recipient_unsubscribed"),
                Step.of("429, then 503", Request.to(StandInNumbers.THIRD_TIME_LUCKY, "880088"), "RETRYING throttled",
                        "RETRYING provider_error", "SENT"),
                Step.of("expired code",
                        Request.to("+12025550116", "990099").expiresAt(now.minus(Duration.ofMinutes(1))),
                        "EXPIRED code_expired"),
                Step.of("malformed record", "{\"phone\":".getBytes(StandardCharsets.UTF_8), "FAILED not_json"));
    }
}
