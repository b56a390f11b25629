package dev.smsverification.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import jakarta.inject.Inject;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.smsverification.event.Status;
import dev.smsverification.intake.Consumption;
import dev.smsverification.testing.Request;
import dev.smsverification.testing.Scrape;
import dev.smsverification.testing.StandInAnswer;
import dev.smsverification.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/** What an operator sees of requests, as Prometheus would ask for it. */
@QuarkusTest
@TestProfile(Impatient.class)
@WithTestResource(Surroundings.class)
class MetricsTest extends PathScenario {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PHONE = "+12025550170";

    @TestHTTPResource(management = true)
    URI worker;
    @Inject
    Consumption consumption;
    private Scrape before;

    @BeforeEach
    void look() {
        before = Scrape.of(worker.resolve("/q/metrics"));
    }

    @Test
    void countsWhatWasSentByUsageTypeAndCountryWithItsTimeAndItsSegments() {
        send(Request.to(PHONE, "Zq700001"), Status.SENT);

        growsBy(1, "sms_status_total", "status", "SENT", "reason", "none", "usage_type", "SignIn", "country", "US",
                "error_code", "none");
        growsBy(1, "sms_segments_total", "country", "US");
        growsBy(1, "sms_accepted_seconds_count");
        growsBy(1, "sms_accepted_seconds_bucket", "le", "30.0");
        growsBy(1, "sms_twilio_answer_seconds_count", "call", "send", "outcome", "accepted");
    }

    /** The zero of Go and .NET. */
    @Test
    void countsAlsoWhatWasAskedForInTheYearOne() {
        sendWhileTheLagIsWatched(0, Request.to("+12025550171", "Zq700008").with("requestedAt", "0001-01-01T00:00:00Z")
                .expiresAt(Instant.now().plusSeconds(300)));

        growsBy(1, "sms_accepted_seconds_count");
    }

    /** Nobody takes it in, and it is the last thing in its partition: polling has to pass it, or it would seem to wait for ever. */
    @Test
    void pollingPassesTheMarkOfATransaction() {
        Request request = Request.to("+12025550172", "Zq700009");
        wire.publishInTransaction(1, request.bytes());
        wire.status(request.id(), Status.SENT);
        TopicPartition partition = consumption.latest().partitions().keySet().stream()
                .filter(it -> it.topic().endsWith(".requested") && it.partition() == 1).findFirst().orElseThrow();

        await().untilAsserted(() -> assertThat(consumption.positions()).containsEntry(partition,
                consumption.latest().partitions().get(partition).offset() + 1));

        sendWhileTheLagIsWatched(1, Request.to("+12025550173", "Zq700010"));
    }

    @Test
    void countsRetriesAndDeadLettersByReasonAndErrorCode() {
        twilio.answer(PHONE, StandInAnswer.error(429, 20429), StandInAnswer.error(400, 21211));

        send(Request.to(PHONE, "Zq700002"), Status.FAILED);

        growsBy(1, "sms_status_total", "status", "RETRYING", "reason", "throttled", "error_code", "20429");
        growsBy(1, "sms_status_total", "status", "FAILED", "error_code", "21211");
        growsBy(1, "sms_dead_letters_total", "reason", "recipient_rejected");
        growsBy(0, "sms_segments_total");
    }

    @Test
    void countsAQuestionForWhatMayHaveBeenSent() {
        twilio.answer(PHONE, StandInAnswer.html(503));

        send(Request.to(PHONE, "Zq700003"), Status.SENT);

        growsBy(1, "sms_twilio_answer_seconds_count", "call", "send", "outcome", "uncertain");
        growsBy(1, "sms_twilio_answer_seconds_count", "call", "reconcile", "outcome", "none");
    }

    @Test
    void countsTheSegmentsOfAMessageThatTwilioTurnsOutToHave() {
        twilio.answer(PHONE, StandInAnswer.reset(true));

        send(Request.to(PHONE, "Zq700007"), Status.SENT);

        growsBy(1, "sms_twilio_answer_seconds_count", "call", "reconcile", "outcome", "accepted");
        growsBy(1, "sms_segments_total", "country", "US");
    }

    @Test
    void keepsToLabelsThatAreKnownBeforehandWhateverOthersMakeUp() {
        twilio.answer(PHONE, StandInAnswer.error(400, 987654));

        send(Request.to(PHONE, "Zq700004").usageType("Made up " + System.nanoTime()), Status.FAILED);

        growsBy(1, "sms_status_total", "status", "FAILED", "usage_type", "other", "error_code", "other");
    }

    @Test
    void leavesNothingBehindWhenAllIsDone() {
        send(Request.to(PHONE, "Zq700005"), Status.SENT);

        await().atMost(PATIENCE).untilAsserted(() -> {
            Scrape now = Scrape.of(worker.resolve("/q/metrics"));
            assertThat(now.names()).contains("sms_consumer_lag", "sms_retries_pending", "sms_in_flight");
            assertThat(now.sum("sms_consumer_lag")).isZero();
            assertThat(now.sum("sms_retries_pending")).isZero();
            assertThat(now.sum("sms_oldest_unfinished_seconds")).isZero();
            assertThat(now.sum("sms_in_flight")).isZero();
        });
        assertThat(Scrape.of(worker.resolve("/q/metrics")).sum("sms_in_flight_limit")).isEqualTo(1024);
    }

    @Test
    void showsWhatWaitsWhileTheAccountCannotSend() {
        twilio.knowsCredentials(false);
        Request request = Request.to(PHONE, "Zq700006");

        wire.publish(0, null, request.bytes(), Map.of());

        await().atMost(PATIENCE).untilAsserted(() -> {
            Scrape now = Scrape.of(worker.resolve("/q/metrics"));
            assertThat(now.sum("sms_paused", "reason", "account_problem")).isEqualTo(1);
            assertThat(now.sum("sms_oldest_unfinished_seconds")).isPositive();
            assertThat(now.sum("sms_consumer_lag", "topic", "sms.verification.requested")).isEqualTo(1);
        });
        twilio.knowsCredentials(true);
        wire.status(request.id(), Status.SENT);
        await().atMost(PATIENCE).until(() -> Scrape.of(worker.resolve("/q/metrics")).sum("sms_paused") == 0);
        growsBy(1, "sms_accepted_seconds_count");
    }

    private void send(Request request, Status end) {
        wire.publish(0, null, request.bytes(), Map.of());
        wire.status(request.id(), end);
    }

    /** The lag is only measured now and then: that it is zero says something if it was not before. */
    private void sendWhileTheLagIsWatched(int partition, Request request) {
        twilio.knowsCredentials(false);
        wire.publish(partition, null, request.bytes(), Map.of());
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(lag()).isPositive());
        twilio.knowsCredentials(true);
        wire.status(request.id(), Status.SENT);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(lag()).isZero());
    }

    private double lag() {
        return Scrape.of(worker.resolve("/q/metrics")).sum("sms_consumer_lag");
    }

    /** The record can be read a moment before it is counted. */
    private void growsBy(int count, String name, String... labels) {
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(Scrape.of(worker.resolve("/q/metrics")).sum(name, labels))
                        .as(name).isEqualTo(before.sum(name, labels) + count));
    }
}
