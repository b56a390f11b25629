package dev.smsverification.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.smsverification.guarantee.Aftermath;
import dev.smsverification.guarantee.Topics;
import dev.smsverification.testing.Certificates;
import dev.smsverification.testing.Cluster;
import dev.smsverification.testing.Observed;
import dev.smsverification.testing.Observer;
import dev.smsverification.testing.Ports;
import dev.smsverification.testing.Publisher;
import dev.smsverification.testing.Request;
import dev.smsverification.testing.TwilioStandIn;
import dev.smsverification.testing.WorkerProcess;
import dev.smsverification.testing.WorkerSettings;

/** TLS to Twilio, TLS and SASL to Kafka, and what becomes of requests when Twilio's certificate is wrong. */
class SecureConnectionsIT {

    private static final String LOGIN = "org.apache.kafka.common.security.plain.PlainLoginModule required"
            + " username=\"worker\" password=\"only-for-tests\"";

    /** Who says of each login that Kafka has refused it, at a level that is off. */
    private static final String TRIES = "org.apache.kafka.common.network.Selector";

    private static final List<Path> LOGS = new ArrayList<>();

    @TempDir
    private static Path directory;

    private static Certificates certificates;
    private static Cluster kafka;
    private static String secured;
    private static TwilioStandIn twilio;

    @BeforeAll
    static void start() {
        certificates = Certificates.make(directory, "ip:127.0.0.1");
        secured = "127.0.0.1:" + Ports.free();
        kafka = Cluster.start(1, Map.of( //
                "listeners", "SECURED://" + secured, //
                "listener.security.protocol.map", "CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT,SECURED:SASL_SSL", //
                "sasl.enabled.mechanisms", "PLAIN", //
                "listener.name.secured.plain.sasl.jaas.config", LOGIN + " user_worker=\"only-for-tests\";", //
                "ssl.keystore.location", certificates.keyStore().toString(), //
                "ssl.keystore.password", Certificates.PASSWORD, //
                "ssl.keystore.type", Certificates.TYPE));
        twilio = TwilioStandIn.startWithTls(certificates);
    }

    @AfterAll
    static void stop() {
        try {
            Aftermath.verify(kafka.bootstrapServers(), Topics.USUAL, twilio, LOGS);
        } finally {
            twilio.close();
            kafka.close();
        }
    }

    @Test
    void sendsByTlsWithAPrivateAuthorityAndTalksToKafkaByTlsAndSasl() {
        Request request = Request.to("+12025550110", "Zq271828");
        try (WorkerProcess worker = worker(Map.of("twilio.ca-certificates", certificates.caCertificate().toString()));
                Publisher publisher = new Publisher(kafka.bootstrapServers());
                Observer statuses = Observer.of(kafka.bootstrapServers(), "sms.verification.status")) {
            worker.awaitReady();

            publisher.publish(request);

            assertThat(statuses.await(status -> status.key().equals(request.id())).field("status")).isEqualTo("SENT");
            leave(worker);
        }
    }

    @Test
    void retriesAndIsNotPausedWhereTwiliosCertificateIsWrong() {
        Request request = Request.to("+12025550111", "Zq271828");
        try (WorkerProcess worker = worker(Map.of("sms.retry.delays", "1s", "sms.retry.max-attempts", "2"));
                Publisher publisher = new Publisher(kafka.bootstrapServers());
                Observer statuses = Observer.of(kafka.bootstrapServers(), "sms.verification.status")) {
            worker.awaitReady();

            publisher.publish(request);

            Observed status = statuses.await(it -> it.key().equals(request.id()));
            assertThat(status.field("status") + " " + status.field("reason"))
                    .isEqualTo("RETRYING provider_unreachable");
            worker.awaitReady(); // The account is not paused.
            statuses.await(it -> it.key().equals(request.id()) && it.field("status").equals("FAILED"));
            assertThat(twilio.messages()).noneMatch(message -> message.to().equals("+12025550111"));
            leave(worker);
        }
    }

    @Test
    void saysThatKafkaRefusesTheLoginAndNotForEachTry() {
        try (WorkerProcess worker = worker(
                Map.of("kafka.sasl.jaas.config", LOGIN.replace("only-for-tests", "hush-hush") + ";",
                        "quarkus.log.category.\"" + TRIES + "\".level", "INFO"))) {
            Awaitility.await().atMost(Duration.ofSeconds(60))
                    .until(() -> worker.output().lines().filter(line -> line.contains(TRIES)).count() > 10);

            assertThat(worker.output().lines().filter(line -> line.contains(" WARN ") || line.contains(" ERROR ")))
                    .hasSizeLessThanOrEqualTo(4)
                    .anyMatch(line -> line.contains("failed authentication due to: Authentication failed"))
                    .anyMatch(line -> line.contains("Failed to poll consumer"))
                    .anyMatch(line -> line.contains("Not ready: Kafka")).noneMatch(line -> line.contains("hush"));
        }
    }

    /** The partitions of a killed one would be free when its session ends. */
    private static void leave(WorkerProcess worker) {
        worker.stop(Duration.ofSeconds(30));
    }

    private static WorkerProcess worker(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(WorkerSettings.minimal(secured, twilio.baseUrl()));
        settings.putAll(Map.of( //
                "kafka.security.protocol", "SASL_SSL", //
                "kafka.sasl.mechanism", "PLAIN", //
                "kafka.sasl.jaas.config", LOGIN + ";", //
                "kafka.ssl.truststore.type", "PEM", //
                "kafka.ssl.truststore.location", certificates.caCertificate().toString()));
        settings.putAll(more);
        WorkerProcess worker = WorkerProcess.start(settings);
        LOGS.add(worker.log());
        return worker;
    }
}
