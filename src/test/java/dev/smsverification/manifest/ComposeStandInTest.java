package dev.smsverification.manifest;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.github.tomakehurst.wiremock.WireMockServer;

import dev.smsverification.delivery.Outcome;
import dev.smsverification.delivery.TextMessage;
import dev.smsverification.event.PhoneNumber;
import dev.smsverification.event.Reason;
import dev.smsverification.reload.Snapshot;
import dev.smsverification.testing.Mappings;
import dev.smsverification.twilio.TwilioAccount;
import dev.smsverification.twilio.TwilioClient;
import dev.smsverification.twilio.TwilioConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;

/** Docker Compose's stand-in for Twilio, asked with the account that Docker Compose gives the worker. */
class ComposeStandInTest {

    private static final Pattern VARIABLE = Pattern.compile("(?m)^ *TWILIO_(\\w+): (\\S+)$");

    @AutoClose
    private static final Vertx VERTX = Vertx.vertx();
    private static final WireMockServer TWILIO = new WireMockServer(wireMockConfig().bindAddress("127.0.0.1").port(0)
            .usingFilesUnderDirectory("src/main/docker/twilio"));

    private static TwilioClient client;

    @BeforeAll
    static void start() throws IOException {
        TWILIO.start();
        Map<String, String> keys = VARIABLE.matcher(Files.readString(Path.of("docker-compose.yml"))).results()
                .collect(Collectors.toMap(variable -> key(variable.group(1)), variable -> variable.group(2)));
        keys.put("twilio.base-url", TWILIO.baseUrl());
        TwilioConfig config = Mappings.of(TwilioConfig.class, keys);
        TwilioAccount account = TwilioAccount.read(config, Optional.empty(), Snapshot.of(List.of())).orElseThrow();
        client = TwilioClient.of(VERTX, account, config, 1);
    }

    @AfterAll
    static void stop() {
        TWILIO.stop();
    }

    @Test
    void acceptsAMessage() {
        assertThat(await(client.send(to("+12025550110")))).isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void answersSpecialNumbersAsTheReadmeSays() {
        assertThat(await(client.send(to("+12025550101"))))
                .isEqualTo(new Outcome.Rejected(Reason.RECIPIENT_REJECTED, OptionalInt.of(21211)));
        assertThat(await(client.send(to("+12025550104"))))
                .isEqualTo(new Outcome.Rejected(Reason.RECIPIENT_UNSUBSCRIBED, OptionalInt.of(21610)));
        assertThat(await(client.send(to("+12025550142")))).isEqualTo(
                new Outcome.Throttled(Optional.of(Duration.ofSeconds(1)), OptionalInt.of(20429)));
    }

    @Test
    void listsNoMessages() {
        assertThat(await(client.reconcile(to("+12025550110"), Instant.now()))).isEmpty();
    }

    /** As {@code check --online} asks. */
    @Test
    void findsNothingWrongWithAccountAndMessagingService() {
        assertThat(await(client.probe())).isEmpty();
        assertThat(await(client.probeMessagingService())).isEmpty();
    }

    private static TextMessage to(String number) {
        return new TextMessage(new PhoneNumber(number, 1, "US"), "493817 is your code", 1, Duration.ofMinutes(5));
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(client.timeout().plusSeconds(5));
    }

    private static String key(String variable) {
        return "twilio." + variable.toLowerCase().replace('_', '-');
    }
}
