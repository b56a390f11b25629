package dev.smsverification.packaged;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.smsverification.testing.Observed;
import dev.smsverification.testing.Observer;
import dev.smsverification.testing.Publisher;
import dev.smsverification.testing.Request;
import dev.smsverification.testing.SpanReceiver;
import dev.smsverification.testing.StandInAccount;
import dev.smsverification.testing.StandInAnswer;
import dev.smsverification.testing.StandInNumbers;
import dev.smsverification.testing.WorkerProcess;

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
    private static final String OWN_HEADER = "ce_subject";
    private static final String RETRIES = "sms.verification.retry-1s";
    private static final String DEAD_LETTERS = "sms.verification.dead-letter";

    @RegisterExtension
    static final Site SITE = new Site();

    @ParameterizedTest
    @CsvSource({"text,auth token", "json,API key"})
    void isInNothingThatTheWorkerSays(String format, String login, @TempDir Path directory) throws Exception {
        String twice = "twilio.auth-token=" + StandInAccount.AUTH_TOKEN + "\n";
        Path file = Files.writeString(directory.resolve("rotated.properties"), twice + twice);
        SITE.twilio().answer(BUSY, StandInAnswer.error(429, 20429), StandInAnswer.html(503));
        try (SpanReceiver spans = SpanReceiver.start();
                WorkerProcess worker = SITE.worker(settings(format, login, spans.endpoint(), file));
                Publisher publisher = SITE.publisher();
                Observer statuses = SITE.statuses();
                Observer kept = Observer.of(SITE.broker().bootstrapServers(), RETRIES, DEAD_LETTERS)) {
            worker.awaitReady();

            // No code twice, or nobody could tell which of its requests it was sent for.
            Set<String> places = Stream.of(publisher.publish(Request.to(SENT, format + CODES.get(0))),
                    // Its retry carries the event's own headers.
                    publisher.publish(Publisher.REQUESTS, BUSY, Request.to(BUSY, format + CODES.get(1)).bytes(),
                            Map.of(OWN_HEADER, BUSY)),
                    publisher.publish(
                            Request.to(EXPIRED, format + CODES.get(2)).expiresAt(Instant.now().minusSeconds(60))),
                    publisher.publish(Request.to(StandInNumbers.UNSUBSCRIBED, format + CODES.get(3))),
                    publisher.publish(Request.to(INVALID, format + CODES.get(4))),
                    publisher.publish(Publisher.REQUESTS, MALFORMED,
                            ("{\"phone\":\"" + MALFORMED + "\",\"code\":\"" + CODES.get(5))
                                    .getBytes(StandardCharsets.UTF_8),
                            Map.of()))
                    .map(it -> it.partition() + "-" + it.offset()).collect(toSet());
            statuses.await(places.size(), status -> places.contains(source(status))
                    && !status.field("status").equals("RETRYING"));
            List<String> answers = List.of(Site.get(worker, "/q/metrics").body(), Site.get(worker, "/q/health").body());
            worker.stop(Duration.ofSeconds(30));

            assertThat(kept.all()).extracting(Observed::topic).contains(RETRIES, DEAD_LETTERS);
            assertThat(answers).anyMatch(it -> it.contains("sms_status_total")).anyMatch(it -> it.contains("checks"));
            List<String> told = Stream
                    .of(worker.output().lines(), statuses.seen().stream().flatMap(Observed::everything),
                            kept.seen().stream().flatMap(it -> it.headers().entrySet().stream())
                                    .filter(header -> !header.getKey().equals(OWN_HEADER)).map(Map.Entry::getValue),
                            answers.stream().flatMap(String::lines))
                    .flatMap(it -> it).toList();
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

    private static Map<String, String> settings(String format, String login, String spans, Path file) {
        Map<String, String> settings = new HashMap<>(Map.of("sms.retry.delays", "1s", "quarkus.log.level", "TRACE",
                // Quarkus has them at WARN of their own.
                "quarkus.log.category.\"org.apache.kafka.clients\".level", "TRACE", "log.format", format,
                "otel.exporter.otlp.endpoint", spans, "smallrye.config.locations", file.toString()));
        if (login.equals("API key")) {
            settings.putAll(
                    Map.of("twilio.api-key", StandInAccount.API_KEY, "twilio.api-secret", StandInAccount.API_SECRET));
        }
        return settings;
    }

    /** Where the request stands that a status record is about. */
    private static String source(Observed status) {
        return status.headers().get("source-partition") + "-" + status.headers().get("source-offset");
    }

    private static Stream<String> secrets() {
        // Kafka's clients log the value of a header as numbers, byte by byte.
        Stream<String> phones = Stream.of(SENT, BUSY, EXPIRED, StandInNumbers.UNSUBSCRIBED, INVALID, MALFORMED)
                .flatMap(phone -> Stream.of(phone.substring(1), Arrays.toString(phone.getBytes(StandardCharsets.UTF_8))
                        .replaceAll("[\\[\\]]", "")));
        Stream<String> others = Stream.of(StandInAccount.AUTH_TOKEN, StandInAccount.BASIC, StandInAccount.API_SECRET,
                StandInAccount.BASIC_OF_KEY, "Your SignIn code is");
        return Stream.of(CODES.stream(), phones, others).flatMap(it -> it);
    }
}
