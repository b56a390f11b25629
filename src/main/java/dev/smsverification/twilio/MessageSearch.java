package dev.smsverification.twilio;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import com.fasterxml.jackson.databind.JsonNode;

import dev.smsverification.delivery.Outcome;
import dev.smsverification.delivery.TextMessage;
import dev.smsverification.event.Reason;
import io.smallrye.mutiny.Uni;

/** Searches the account's list of messages, page by page. */
final class MessageSearch {

    private static final int MAX_PAGE_BYTES = 1024 * 1024;
    /** 500 messages to one recipient since a day: more are not verifications. */
    private static final int MAX_PAGES = 10;

    private final TwilioHttp http;
    private final TwilioAccount account;
    private final Answers answers;
    private final InstantSource clock;

    MessageSearch(TwilioHttp http, TwilioAccount account, Answers answers, InstantSource clock) {
        this.http = http;
        this.account = account;
        this.answers = answers;
        this.clock = clock;
    }

    /**
     * Looks for a message, for no longer than the account's request timeout.
     *
     * @param since when it was first sent
     * @return the accepted message; empty when there is none; else why that cannot be told
     */
    Uni<Optional<Outcome>> find(TextMessage message, Instant since) {
        SentMessages sent = new SentMessages(message, since);
        return Uni.createFrom().deferred(() -> find(sent, sent.firstPage(account.messages()), 1,
                clock.instant().plus(account.requestTimeout())));
    }

    private Uni<Optional<Outcome>> find(SentMessages sent, String page, int number, Instant deadline) {
        Duration left = Duration.between(clock.instant(), deadline);
        if (!left.isPositive()) {
            return answered(new Outcome.Uncertain(Reason.PROVIDER_TIMEOUT, OptionalInt.empty()));
        }
        // Also when the clock is set back meanwhile.
        Duration timeout = Collections.min(List.of(left, account.requestTimeout()));
        return http.get(account.hosts().api(), page, timeout, MAX_PAGE_BYTES).chain(reply -> {
            if (!(reply instanceof Reply.Answer answer && answer.status() == 200)) {
                return answered(answers.unanswered(reply, clock.instant()));
            }
            JsonNode json = TwilioJson.parse(answer.body());
            Optional<Outcome> found = sent.on(json);
            if (found.isPresent() || SentMessages.isLastPage(json)) {
                return Uni.createFrom().item(found);
            }
            Optional<String> next = SentMessages.nextPage(account.messages(), json);
            return next.isPresent() && number < MAX_PAGES
                    ? find(sent, next.get(), number + 1, deadline)
                    : answered(Answers.unreadable());
        });
    }

    private static Uni<Optional<Outcome>> answered(Outcome outcome) {
        return Uni.createFrom().item(Optional.of(outcome));
    }
}
