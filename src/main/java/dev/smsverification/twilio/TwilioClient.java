package dev.smsverification.twilio;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import com.fasterxml.jackson.databind.JsonNode;

import dev.smsverification.delivery.Outcome;
import dev.smsverification.delivery.Sender;
import dev.smsverification.delivery.TextMessage;
import dev.smsverification.event.Reason;
import dev.smsverification.twilio.TwilioConfig.Uncertain;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;

/**
 * Sends through Twilio's REST interface, version 2010-04-01. Everything happens on the event loop of the caller, or on
 * one of its own where the caller is on none. Each call has until the account's request timeout.
 */
public final class TwilioClient implements Sender {

    /** The answer to a message has about 1 KiB. */
    private static final int MAX_ANSWER_BYTES = 64 * 1024;
    private static final String ACTIVE = "active";
    private static final int NO_SUCH_RESOURCE = 20404;
    private static final int TEST_CREDENTIALS = 20008;

    private final TwilioAccount account;
    private final TwilioHttp http;
    private final TwilioHttp.Post newMessage;
    private final MessageForm form;
    private final Answers answers;
    private final MessageSearch search;
    private final OccasionalLog log;
    private final Uncertain uncertain;
    private final InstantSource clock;

    /**
     * A client for the account.
     *
     * @param config for settings that are not the account's
     * @param maxInFlight most connections; as many requests may wait for one
     */
    public static TwilioClient of(Vertx vertx, TwilioAccount account, TwilioConfig config, int maxInFlight) {
        return new TwilioClient(vertx, account, new ErrorCodes(config), config.uncertain(), config.caCertificates(),
                maxInFlight, InstantSource.system());
    }

    /**
     * @param uncertain what to do when a message may have been sent
     * @param caCertificates the only authorities to trust, in PEM; empty for those of the JVM
     * @param maxInFlight most connections; as many requests may wait for one
     */
    TwilioClient(Vertx vertx, TwilioAccount account, ErrorCodes codes, Uncertain uncertain,
            Optional<Path> caCertificates, int maxInFlight, InstantSource clock) {
        this.account = account;
        this.log = new OccasionalLog(codes);
        this.http = new TwilioHttp(vertx, account, caCertificates, maxInFlight,
                failure -> log.unreached(failure, clock.instant()));
        this.form = new MessageForm(account);
        this.answers = new Answers(codes);
        this.search = new MessageSearch(http, account, answers, clock);
        this.uncertain = uncertain;
        this.clock = clock;
        this.newMessage = http.post(account.hosts().api(), account.messages(), account.requestTimeout(),
                MAX_ANSWER_BYTES);
    }

    TwilioAccount account() {
        return account;
    }

    @Override
    public Duration timeout() {
        return account.requestTimeout();
    }

    @Override
    public Uni<Outcome> send(TextMessage message) {
        Duration inTime = message.validity().minus(MessageForm.SHORTEST_VALIDITY);
        Duration beginWithin = Collections.min(List.of(inTime, message.beginWithin()));
        return newMessage.send(form.of(message), beginWithin).map(this::outcome);
    }

    private Outcome outcome(Reply reply) {
        Instant now = clock.instant();
        Outcome outcome = switch (reply) {
            case Reply.Answer answer -> answers.toMessage(answer, now);
            case Reply.Unsent _ -> new Outcome.NotSent(Reason.PROVIDER_UNREACHABLE);
            case Reply.Lost(Reason reason) -> new Outcome.Uncertain(reason, OptionalInt.empty());
        };
        log.consider(outcome, now);
        return unlessGivenUp(outcome);
    }

    private Outcome unlessGivenUp(Outcome outcome) {
        return uncertain == Uncertain.GIVE_UP && outcome instanceof Outcome.Uncertain(_, OptionalInt code, _)
                ? new Outcome.Rejected(Reason.UNCERTAIN_NOT_REPEATED, code)
                : outcome;
    }

    /**
     * Besides what {@link Sender} says: only {@link Uncertain#RECONCILE} asks, with one request for each 50 messages to the
     * recipient since that day, at most 10.
     */
    @Override
    public Uni<Optional<Outcome>> reconcile(TextMessage message, Instant since) {
        return switch (uncertain) {
            case RECONCILE -> search.find(message, since);
            case RESEND -> Uni.createFrom().item(Optional.empty());
            case GIVE_UP -> Uni.createFrom()
                    .item(Optional.of(new Outcome.Rejected(Reason.UNCERTAIN_NOT_REPEATED, OptionalInt.empty())));
        };
    }

    @Override
    public boolean canReconcile() {
        return uncertain == Uncertain.RECONCILE;
    }

    /**
     * Reads the account, which has to be active. API keys of the usual kind may not read it: with them the list of
     * messages has to be readable, which it is not for a suspended account either. Test credentials may read neither, but send.
     */
    @Override
    public Uni<Optional<Outcome>> probe() {
        String question = account.login().isApiKey()
                ? account.messages() + "?PageSize=1"
                : account.path() + ".json";
        return http.get(account.hosts().api(), question, timeout(), MAX_ANSWER_BYTES).map(reply -> {
            if (!(reply instanceof Reply.Answer answer && answer.status() == 200)) {
                return Optional.of(answers.unanswered(reply, clock.instant()))
                        .filter(outcome -> !isTestCredentials(outcome));
            }
            JsonNode json = TwilioJson.parse(answer.body());
            if (account.login().isApiKey() ? SentMessages.isPage(json) : json.path("status").asText().equals(ACTIVE)) {
                return Optional.empty();
            }
            return Optional
                    .of(json.isMissingNode() ? Answers.unreadable() : new Outcome.AccountProblem(OptionalInt.empty()));
        });
    }

    private static boolean isTestCredentials(Outcome outcome) {
        return outcome instanceof Outcome.Uncertain(_, OptionalInt code, _)
                && code.equals(OptionalInt.of(TEST_CREDENTIALS));
    }

    /**
     * Asks whether the messaging service is there: {@link Optional#empty()} when it is, or none is configured, else what
     * is wrong; {@link Outcome.Rejected} when Twilio does not know it.
     */
    public Uni<Optional<Outcome>> probeMessagingService() {
        return switch (account.sender()) {
            case TwilioAccount.From.Number _ -> Uni.createFrom().item(Optional.empty());
            case TwilioAccount.From.MessagingService(String sid) ->
                http.get(account.hosts().messaging(), "/v1/Services/" + sid, timeout(), MAX_ANSWER_BYTES)
                        .map(this::serviceProblem);
        };
    }

    private Optional<Outcome> serviceProblem(Reply reply) {
        if (reply instanceof Reply.Answer answer && answer.isSuccess()) {
            return Optional.empty();
        }
        if (reply instanceof Reply.Answer answer && answer.status() == 404) {
            return Optional.of(new Outcome.Rejected(Reason.REQUEST_REJECTED, OptionalInt.of(NO_SUCH_RESOURCE)));
        }
        return Optional.of(answers.unanswered(reply, clock.instant()));
    }

    /** Closes its connections; requests under way are lost. */
    void close() {
        http.close();
    }
}
