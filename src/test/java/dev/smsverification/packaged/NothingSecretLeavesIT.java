package dev.smsverification.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.smsverification.guarantee.Aftermath;
import dev.smsverification.guarantee.Topics;
import dev.smsverification.testing.Broker;
import dev.smsverification.testing.Observed;
import dev.smsverification.testing.Observer;
import dev.smsverification.testing.Publisher;
import dev.smsverification.testing.Request;
import dev.smsverification.testing.SpanReceiver;
import dev.smsverification.testing.StandInAccount;
import dev.smsverification.testing.StandInAnswer;
import dev.smsverification.testing.StandInNumbers;
import dev.smsverification.testing.TwilioStandIn;
import dev.smsverification.testing.WorkerProcess;
import dev.smsverification.testing.WorkerSettings;

/** At the most verbose level, whatever becomes of a request. */
class NothingSecretLeavesIT {

    private static final List<String> CODES = List.of("Kx7secret1", "Kx7secret2", "Kx7secret3", "Kx7secret4",
            "Kx7secret5",
            "Kx7secret6");
    private static final String SENT = "+12025550121";
    private static final String BUSY = "+12025550122";
    private static final String EXPIRED = "+12025550123";
    private static final String INVALID = "+1202555";
    private static final String MALFORMED = "+12025550124";

    @ParameterizedTest
    @ValueSource(strings = {"text", "json"})
    void isInNoLineOfOutputInNoStatusRecordAndInNoSpan(String format) {
        try (Broker broker = Broker.start();
                TwilioStandIn twilio = TwilioStandIn.start();
                SpanReceiver spans = SpanReceiver.start()) {
            twilio.answer(BUSY, StandInAnswer.error(429, 20429), StandInAnswer.html(503));
            Map<String, String> settings = WorkerSettings.minimal(broker.bootstrapServers(), twilio.baseUrl());
            settings.putAll(
                    Map.of("sms.retry.delays", "1s", "quarkus.log.level", "TRACE", "log.format", format,
                            "otel.exporter.otlp.endpoint", spans.endpoint()));
            try (WorkerProcess worker = WorkerProcess.start(settings);
                    Publisher publisher = new Publisher(broker.bootstrapServers());
                    Observer statuses = Observer.of(broker.bootstrapServers(), "sms.verification.status")) {
                worker.awaitReady();

                publisher.publish(Request.to(SENT, CODES.get(0)));
                publisher.publish(Request.to(BUSY, CODES.get(1)));
                publisher.publish(Request.to(EXPIRED, CODES.get(2)).expiresAt(Instant.now().minusSeconds(60)));
                publisher.publish(Request.to(StandInNumbers.UNSUBSCRIBED, CODES.get(3)));
                publisher.publish(Request.to(INVALID, CODES.get(4)));
                publisher.publish(Publisher.REQUESTS, MALFORMED,
                        ("{\"phone\":\"" + MALFORMED + "\",\"code\":\"" + CODES.get(5))
                                .getBytes(StandardCharsets.UTF_8),
                        Map.of());
                statuses.await(6, status -> !status.field("status").equals("RETRYING"));
                worker.stop(Duration.ofSeconds(30));
                Aftermath.verify(broker.bootstrapServers(), Topics.USUAL, twilio, List.of(worker.log()));

                List<String> told = Stream.concat(worker.output().lines(),
                        statuses.seen().stream().flatMap(NothingSecretLeavesIT::everything)).toList();
                assertThat(told).as("the level was what it should be")
                        .anyMatch(line -> line.matches(".*( TRACE |\"level\":\"TRACE\").*"));
                assertThat(spans.spans()).isNotEmpty();
                assertThat(
                        spans.everything().filter(it -> Stream.concat(secrets(), Stream.of(StandInAccount.ACCOUNT_SID))
                                .anyMatch(it::contains)).count())
                        .as("spans with a secret").isZero();
                // Only where they are: a failure must not print them either.
                assertThat(IntStream.range(0, told.size()).filter(line -> secrets().anyMatch(told.get(line)::contains)))
                        .as("lines of %s with a secret", worker.log()).isEmpty();
            }
        }
    }

    private static Stream<String> everything(Observed status) {
        return Stream.concat(Stream.of(status.key(), status.text()), status.headers().values().stream());
    }

    private static Stream<String> secrets() {
        Stream<String> phones = Stream.of(SENT, BUSY, EXPIRED, StandInNumbers.UNSUBSCRIBED, INVALID, MALFORMED);
        Stream<String> digits = Stream.of(SENT, BUSY, EXPIRED, StandInNumbers.UNSUBSCRIBED, INVALID, MALFORMED)
                .map(phone -> phone.substring(1));
        String basic = Base64.getEncoder().encodeToString((StandInAccount.ACCOUNT_SID + ":" + StandInAccount.AUTH_TOKEN)
                .getBytes(StandardCharsets.US_ASCII));
        Stream<String> others = Stream.of(StandInAccount.AUTH_TOKEN, basic, "Your SignIn code is");
        return Stream.of(CODES.stream(), phones, digits, others).flatMap(it -> it);
    }
}
