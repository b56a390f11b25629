package dev.smsverification.twilio;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

import dev.smsverification.delivery.Outcome;
import dev.smsverification.event.Reason;
import dev.smsverification.twilio.Reply.Answer;

/** What Twilio's answers mean. Pure functions. */
final class Answers {

    private static final Set<String> FAILED = Set.of("failed", "undelivered");

    private final ErrorCodes codes;

    Answers(ErrorCodes codes) {
        this.codes = codes;
    }

    /** The answer to a new message. */
    Outcome toMessage(Answer answer, Instant now) {
        JsonNode json = TwilioJson.parse(answer.body());
        if (!answer.isSuccess()) {
            return refusal(answer, json, now);
        }
        if (hasFailed(json)) {
            OptionalInt code = TwilioJson.number(json, "error_code");
            return codes.known(code).map(meaning -> meaning.outcome(code, Optional.empty()))
                    .orElseGet(() -> new Outcome.Rejected(Reason.REQUEST_REJECTED, code));
        }
        return accepted(json).orElseGet(() -> new Outcome.Uncertain(Reason.PROVIDER_ERROR, OptionalInt.empty()));
    }

    /** An answer to a question that was not an answer: a message's fate stays as uncertain as it was. */
    Outcome toFailedQuestion(Answer answer, Instant now) {
        return switch (refusal(answer, TwilioJson.parse(answer.body()), now)) {
            case Outcome.AccountProblem problem -> problem;
            case Outcome.Throttled throttled -> throttled;
            case Outcome.Rejected(Reason _, OptionalInt code) -> new Outcome.Uncertain(Reason.PROVIDER_ERROR, code);
            case Outcome.Uncertain uncertain -> uncertain;
            case Outcome.NotSent notSent -> notSent;
            case Outcome.Accepted accepted -> accepted;
        };
    }

    static boolean hasFailed(JsonNode message) {
        return TwilioJson.status(message).filter(FAILED::contains).isPresent();
    }

    static Optional<Outcome> accepted(JsonNode message) {
        // Twilio counts later: until then it says 0.
        OptionalInt segments = TwilioJson.number(message, "num_segments");
        return TwilioJson.messageSid(message).map(sid -> new Outcome.Accepted(sid, TwilioJson.status(message),
                segments.stream().filter(count -> count > 0).findFirst()));
    }

    private Outcome refusal(Answer answer, JsonNode json, Instant now) {
        OptionalInt code = TwilioJson.number(json, "code");
        return codes.meaning(code, answer.status()).outcome(code,
                answer.retryAfter().flatMap(header -> RetryAfter.parse(header, now)));
    }
}
