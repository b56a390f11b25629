package dev.smsverification.testing;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;

/**
 * Twilio on loopback. It knows {@link StandInAccount} and accepts every message but three kinds: bad forms, those to or
 * from {@link StandInNumbers}, and those it has been told to answer otherwise, in this order. Safe for concurrent use.
 */
public final class TwilioStandIn implements AutoCloseable {

    /** An accepted message; {@code form} is all that was posted. Prints neither text nor number. */
    public record Message(String sid, String to, String body, Instant at, Map<String, String> form) {

        @Override
        public String toString() {
            return "Message[sid=" + sid + ", at=" + at + "]";
        }
    }

    /**
     * A request for a message that has nothing wrong with it. Prints neither text nor number.
     *
     * @param sid of the message, if it was accepted, whether or not the client learnt of it
     * @param answered whether the client was given the whole answer at once, if it was still there
     * @param retryAfter how long the answer asked the client to wait; zero where it did not
     */
    public record Post(String to, String body, Optional<String> sid, boolean answered, Duration retryAfter,
            Instant at) {

        @Override
        public String toString() {
            return "Post[" + sid.orElse("refused") + ", at=" + at + "]";
        }
    }

    private final StandInApi api = new StandInApi();
    private final WireMockServer server;

    private TwilioStandIn(WireMockConfiguration ports) {
        server = new WireMockServer(ports.bindAddress("127.0.0.1").extensions(api)
                .disableRequestJournal().stubRequestLoggingDisabled(true).gzipDisabled(true)
                // A delayed or hanging answer must not hold a thread that another one needs.
                .asynchronousResponseEnabled(true).asynchronousResponseThreads(8).jettyStopTimeout(200L));
        server.stubFor(any(anyUrl()).willReturn(ok()));
        server.start();
    }

    /** Starts on a free port. */
    public static TwilioStandIn start() {
        return new TwilioStandIn(wireMockConfig().port(0));
    }

    /** Starts on a free port and speaks TLS only, with the server's key of these certificates. */
    public static TwilioStandIn startWithTls(Certificates certificates) {
        return new TwilioStandIn(wireMockConfig().httpDisabled(true).httpsPort(0)
                .keystorePath(certificates.keyStore().toString()).keystoreType(Certificates.TYPE)
                .keystorePassword(Certificates.PASSWORD).keyManagerPassword(Certificates.PASSWORD));
    }

    /** What {@code twilio.base-url} should be. */
    public String baseUrl() {
        return server.isHttpsEnabled()
                ? "https://127.0.0.1:" + server.httpsPort()
                : "http://127.0.0.1:" + server.port();
    }

    /** The messages it accepted, in order, whether or not the client learnt of it. */
    public List<Message> messages() {
        return api.messages.all();
    }

    /** The requests for messages that had nothing wrong with them, in order, whether or not it was reset since. */
    public List<Post> everPosted() {
        return api.messages.everPosted();
    }

    /** How many POSTs came in, good or bad. */
    public int posts() {
        return api.posted.get();
    }

    /** Answers the next messages to this number so, one after another; afterwards as usual. */
    public TwilioStandIn answer(String to, StandInAnswer... answers) {
        api.posts.queue(to, List.of(answers));
        return this;
    }

    /** Asks this rule, given the recipient, for the answer to each message that has no answer queued. */
    public TwilioStandIn answerAll(Function<String, Optional<StandInAnswer>> rule) {
        api.posts.rule(rule);
        return this;
    }

    /** Answers the next questions for the messages to this number so; afterwards as usual. */
    public TwilioStandIn answerQuestion(String to, StandInAnswer... answers) {
        api.questions.queue(to, List.of(answers));
        return this;
    }

    /** Whether the account's credentials are good; when not, everything is answered 401 with code 20003. */
    public TwilioStandIn knowsCredentials(boolean known) {
        api.open.set(known);
        return this;
    }

    /** Whether the account is suspended; then nothing can be sent or asked but the account's status: code 20005. */
    public TwilioStandIn suspended(boolean suspended) {
        api.suspended.set(suspended);
        return this;
    }

    /** Whether the credentials are test credentials: with them messages can be sent, but nothing can be asked, which is code 20008. */
    public TwilioStandIn testCredentials(boolean test) {
        api.testCredentials.set(test);
        return this;
    }

    /** As it was when it started: nothing accepted, nothing scripted. What was posted stays posted. */
    public void reset() {
        api.messages.clear();
        api.posts.reset();
        api.questions.reset();
        api.posted.set(0);
        api.open.set(true);
        api.suspended.set(false);
        api.testCredentials.set(false);
    }

    @Override
    public void close() {
        server.stop();
    }
}
