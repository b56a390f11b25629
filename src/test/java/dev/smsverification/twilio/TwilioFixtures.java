package dev.smsverification.twilio;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

import dev.smsverification.delivery.TextMessage;
import dev.smsverification.event.PhoneNumber;
import dev.smsverification.testing.StandInAccount;
import dev.smsverification.twilio.TwilioAccount.From;
import dev.smsverification.twilio.TwilioAccount.Hosts;
import dev.smsverification.twilio.TwilioAccount.Login;
import dev.smsverification.twilio.TwilioConfig.Uncertain;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;

/** What the tests of this package send, and with what. */
final class TwilioFixtures {

    static final Login API_KEY = new Login(StandInAccount.API_KEY, StandInAccount.API_SECRET);
    static final Login AUTH_TOKEN = new Login(StandInAccount.ACCOUNT_SID, StandInAccount.AUTH_TOKEN);
    static final String SECRET_TEXT = "493817 is your code";
    static final TextMessage MESSAGE = to("+12025550170");

    static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-04-01T12:00:00Z"));

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(10);

    private TwilioFixtures() {}

    static TextMessage to(String number) {
        return new TextMessage(new PhoneNumber(number, 1, "US"), SECRET_TEXT, 1, Duration.ofSeconds(297));
    }

    static TwilioAccount account(String url) {
        return account(url, API_KEY);
    }

    static TwilioAccount account(String url, Login login) {
        return account(url, login, LONG_ENOUGH);
    }

    static TwilioAccount account(String url, Login login, Duration timeout) {
        return new TwilioAccount(StandInAccount.ACCOUNT_SID, login,
                new From.MessagingService(StandInAccount.MESSAGING_SERVICE_SID), true, Optional.empty(),
                Hosts.at(URI.create(url)), timeout);
    }

    static TwilioClient client(Vertx vertx, TwilioAccount account) {
        return client(vertx, account, 16);
    }

    static TwilioClient client(Vertx vertx, TwilioAccount account, int maxInFlight) {
        return new TwilioClient(vertx, account, new ErrorCodes(Map.of()), Uncertain.RECONCILE,
                Optional.empty(), maxInFlight, CLOCK);
    }

    static TwilioClient client(Vertx vertx, TwilioAccount account, Uncertain uncertain, InstantSource clock) {
        return new TwilioClient(vertx, account, new ErrorCodes(Map.of()), uncertain,
                Optional.empty(), 16, clock);
    }

    /** @param caCertificates the only authorities to trust; empty for those of the JVM */
    static TwilioClient client(Vertx vertx, TwilioAccount account, Optional<Path> caCertificates) {
        return new TwilioClient(vertx, account, new ErrorCodes(Map.of()), Uncertain.RECONCILE, caCertificates, 16,
                CLOCK);
    }

    /** What comes of it, if it comes soon after the timeout at the latest. */
    static <T> T await(Uni<T> uni) {
        return uni.await().atMost(LONG_ENOUGH.plusSeconds(5));
    }
}
