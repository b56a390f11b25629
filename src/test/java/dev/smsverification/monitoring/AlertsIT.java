package dev.smsverification.monitoring;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.smsverification.guarantee.Aftermath;
import dev.smsverification.guarantee.Topics;
import dev.smsverification.testing.Broker;
import dev.smsverification.testing.Publisher;
import dev.smsverification.testing.Request;
import dev.smsverification.testing.StandInAnswer;
import dev.smsverification.testing.StandInNumbers;
import dev.smsverification.testing.TwilioStandIn;
import dev.smsverification.testing.WorkerProcess;
import dev.smsverification.testing.WorkerSettings;

/** Something goes wrong with the packaged worker, and Prometheus warns of it, and no longer when it is right again. */
class AlertsIT {

    private static final String PHONE = "+12025550160";
    /** The example of a number in libphonenumber: those kept for fiction are not valid there. */
    private static final String BRITISH_PHONE = "+447400123456";

    @TempDir
    static Path directory;

    private static Broker broker;
    private static TwilioStandIn twilio;
    private static WorkerProcess worker;
    private static Publisher publisher;
    private static PrometheusProcess prometheus;
    private static int codes;

    @BeforeAll
    static void start() {
        Tool.assumeInstalled("prometheus");
        broker = Broker.start();
        twilio = TwilioStandIn.start();
        worker = WorkerProcess.start(WorkerSettings.minimal(broker.bootstrapServers(), twilio.baseUrl())).awaitReady();
        publisher = new Publisher(broker.bootstrapServers());
        prometheus = PrometheusProcess.start(directory, worker.uri(""), Rules.impatient());
        patiently().until(prometheus::seesTheWorker);
    }

    @AfterAll
    static void stop() {
        if (prometheus != null) {
            prometheus.close();
            publisher.close();
            try {
                Aftermath.verify(broker.bootstrapServers(), Topics.USUAL, twilio, List.of(worker.log()));
            } finally {
                worker.close();
                twilio.close();
                broker.close();
            }
        }
    }

    @Test
    void ofAnAccountThatCannotSend() {
        publish(1, PHONE);
        assertThat(prometheus.firing()).doesNotContain("SmsSendingPaused");

        twilio.knowsCredentials(false);
        publish(1, PHONE);

        patiently().until(() -> prometheus.firing().contains("SmsSendingPaused"));
        twilio.knowsCredentials(true);
        patiently().until(() -> !prometheus.firing().contains("SmsSendingPaused"));
    }

    @Test
    void ofCodesThatAreNotSent() {
        publish(20, PHONE);

        patiently().until(() -> {
            publish(5, StandInNumbers.COUNTRY_NOT_ENABLED);
            return prometheus.firing().contains("SmsDeliveryFailing");
        });
        patiently().until(() -> prometheus.firing().contains("SmsDeadLetters"));
        patiently().until(() -> {
            publish(100, PHONE);
            return !prometheus.firing().contains("SmsDeliveryFailing");
        });
    }

    @Test
    void ofCodesThatComeLate() {
        // One phone's codes are sent one after the other.
        twilio.answerAll(_ -> Optional.of(StandInAnswer.accepted().delayedBy(Duration.ofSeconds(2))));

        patiently().until(() -> {
            publish(100, PHONE);
            return prometheus.firing().contains("SmsLagGrowing");
        });
        patiently().until(() -> prometheus.firing().containsAll(Set.of("SmsOldestRequest", "SmsCodesLate")));
        twilio.reset();
        patiently().until(() -> Collections.disjoint(prometheus.firing(),
                Set.of("SmsLagGrowing", "SmsOldestRequest")));
    }

    @Test
    void ofFarMoreThanUsualToACountry() {
        patiently().until(() -> {
            publish(1, PHONE);
            return prometheus.value("count_over_time(sms:segments:all_rate15m[1d])") > 30;
        });

        patiently().until(() -> {
            publish(100, BRITISH_PHONE);
            return prometheus.firing().contains("SmsSpendSpike");
        });
        patiently().until(() -> !prometheus.firing().contains("SmsSpendSpike"));
    }

    private static void publish(int count, String phone) {
        for (int n = 0; n < count; n++) {
            // Each for another purpose, or a newer one would make an older one useless.
            publisher.publish(Request.to(phone, "Zq%06d".formatted(codes)).usageType("Purpose" + codes));
            codes++;
        }
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofMinutes(3)).pollInterval(1, SECONDS);
    }
}
