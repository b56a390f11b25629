package dev.smsverification.twilio;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

import dev.smsverification.delivery.Outcome;
import dev.smsverification.event.Reason;
import dev.smsverification.twilio.Reply.Answer;

/** Turns Twilio's answers into outcomes. Pure functions. */
final class Answers {

    private final ErrorCodes codes;

    Answers(ErrorCodes codes) {
        this.codes = codes;
    }

    /** The outcome of an answer to a new message. */
    Outcome toMessage(Answer answer, Instant now) {
        MessageJson json = MessageJson.read(answer.body());
        if (!answer.isSuccess()) {
            return refusal(answer, json.code(), now);
        }
        if (json.hasFailed()) {
            return codes.known(json.errorCode()).map(meaning -> meaning.outcome(json.errorCode(), Optional.empty()))
                    .orElseGet(() -> new Outcome.Rejected(Reason.REQUEST_REJECTED, json.errorCode()));
        }
        return json.sid().isPresent()
                ? accepted(json)
                : unreadable();
    }

    /** The outcome of a query (reconcile, probe) that brought no result: a message stays as uncertain as it was. */
    Outcome unanswered(Reply reply, Instant now) {
        return switch (reply) {
            case Answer answer -> toFailedQuery(answer, now);
            case Reply.Unsent _ -> new Outcome.Uncertain(Reason.PROVIDER_UNREACHABLE, OptionalInt.empty());
            case Reply.Lost(Reason reason) -> new Outcome.Uncertain(reason, OptionalInt.empty());
        };
    }

    private Outcome toFailedQuery(Answer answer, Instant now) {
        Outcome outcome = refusal(answer, MessageJson.read(answer.body()).code(), now);
        return outcome instanceof Outcome.Rejected(Reason _, OptionalInt code)
                ? new Outcome.Uncertain(Reason.PROVIDER_ERROR, code)
                : outcome;
    }

    /** The outcome of an answer that cannot be interpreted. */
    static Outcome unreadable() {
        return new Outcome.Uncertain(Reason.PROVIDER_ERROR, OptionalInt.empty());
    }

    /** @param message one with a SID */
    static Outcome accepted(MessageJson message) {
        // "0" until Twilio has counted them.
        boolean counted = message.segments().orElse(0) > 0;
        return new Outcome.Accepted(message.sid().orElseThrow(), message.status(),
                counted ? message.segments() : OptionalInt.empty());
    }

    private Outcome refusal(Answer answer, OptionalInt code, Instant now) {
        return codes.meaning(code, answer.status()).outcome(code,
                answer.retryAfter().flatMap(header -> RetryAfter.parse(header, now)));
    }
}
