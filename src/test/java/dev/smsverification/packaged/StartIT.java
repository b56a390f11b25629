package dev.smsverification.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import dev.smsverification.testing.Observed;
import dev.smsverification.testing.Observer;
import dev.smsverification.testing.Ports;
import dev.smsverification.testing.Publisher;
import dev.smsverification.testing.Request;
import dev.smsverification.testing.StandInAccount;
import dev.smsverification.testing.WorkerEnvironment;
import dev.smsverification.testing.WorkerProcess;

/** How the packaged worker begins, or why it does not. */
class StartIT {

    private static final Duration START = Duration.ofSeconds(60);

    @RegisterExtension
    static final Site SITE = new Site("patient");

    @Test
    void sendsWhatIsPublishedAndSaysSo() throws IOException, InterruptedException {
        // A name, which has to be resolved.
        try (WorkerProcess worker = SITE.worker(
                Map.of("twilio.base-url", SITE.twilio().baseUrl().replace("127.0.0.1", "localhost")));
                Publisher publisher = SITE.publisher();
                Observer statuses = SITE.statuses()) {
            worker.awaitReady();
            assertThat(worker.output()).as("it is ready when it has its first partitions").contains("Assigned [");
            assertThat(healthCheck(worker.uri("/").getPort())).as("of the container").isZero();
            Request request = Request.to("+12025550110", "271828");

            publisher.publish(request);

            Observed status = statuses.await(it -> it.key().equals(request.id()));
            assertThat(status.field("status")).isEqualTo("SENT");
            assertThat(SITE.twilio().messages()).filteredOn(it -> it.sid().equals(status.field("messageSid")))
                    .singleElement()
                    .satisfies(it -> assertThat(it.to()).isEqualTo("+12025550110"))
                    .satisfies(it -> assertThat(it.body()).isEqualTo("Your SignIn code is 271828."));
        }
    }

    @Test
    void waitsForTheBrokersNameAndThenBegins(@TempDir Path directory) throws IOException {
        Path names = Files.writeString(directory.resolve("hosts"), "127.0.0.1 localhost\n");
        Map<String, String> settings = SITE.settings();
        settings.putAll(Map.of("sms.group-id", "patient", "sms.topics.requested", "patient", "kafka.bootstrap.servers",
                SITE.broker().bootstrapServers().replaceFirst(".*:", "kafka.test:")));
        List<String> java = List.of(WorkerProcess.java(), "-Djdk.net.hosts.file=" + names);
        try (WorkerProcess worker = SITE.watch(WorkerProcess.start(settings, WorkerProcess.newLog(), java));
                Publisher publisher = SITE.publisher();
                Observer statuses = SITE.statuses()) {
            Awaitility.await().atMost(START).until(() -> worker.output().contains("Not ready: Kafka"));
            Awaitility.await().atMost(START).until(worker::isLive);
            assertThat(worker.isReady()).isFalse();

            Files.writeString(names, "127.0.0.1 localhost kafka.test\n");

            worker.awaitReady();
            Request request = Request.to("+12025550114", "173205");
            publisher.publish("patient", request.phone(), request.bytes(), Map.of());
            assertThat(statuses.await(it -> it.key().equals(request.id())).field("status")).isEqualTo("SENT");
        }
    }

    @Test
    void saysWhyKafkaIsAwayAndNotForEachConnection() throws IOException {
        Map<String, String> settings = SITE.settings();
        settings.put("kafka.bootstrap.servers", "localhost:" + Ports.free());
        try (WorkerProcess worker = WorkerProcess.start(settings)) {
            Awaitility.await().atMost(START).until(() -> worker.output().contains("Not ready: Kafka"));

            assertThat(worker.output().lines().filter(line -> line.contains(" WARN ") || line.contains(" ERROR ")))
                    .hasSize(2).anyMatch(line -> line.contains("Connection to node -1 (localhost/"))
                    .anyMatch(line -> line.contains("Not ready: Kafka"));
        }
    }

    @Test
    void endsWhereNoClientOfKafkaCanBeMadeWhateverComes() {
        Map<String, String> settings = Map.of("kafka.security.protocol", "SSL", "kafka.ssl.truststore.location",
                "/nowhere/truststore.jks");
        try (WorkerProcess worker = SITE.worker(settings)) {
            assertThat(worker.awaitExit(START)).isEqualTo(1);
            assertThat(worker.output()).contains("No client of Kafka can be made: ", "/nowhere/truststore.jks");
        }
    }

    @Test
    void warnsOfAnIgnoredSettingInTheFormatOfTheLog() {
        Map<String, String> settings = Map.of("kafka.linger.ms", "5", "LOG_FORMAT", "json", "kafka.bootstrap.servers",
                "127.0.0.1:1");
        try (WorkerProcess worker = SITE.worker(settings)) {
            Awaitility.await().atMost(START).until(() -> worker.output()
                    .contains("\"level\":\"WARN\",\"message\":\"kafka.linger.ms (5): is ignored"));
        }
    }

    @Test
    void refusesToStartWithWrongConfigurationAndTellsAllThatIsWrong() {
        Map<String, String> wrong = Map.of("twilio.account-sid", "AC-not-one", "sms.max-in-flight", "0",
                "sms.retry.delays", "soon");
        try (WorkerProcess worker = SITE.worker(wrong)) {

            int exitCode = worker.awaitExit(START);

            assertThat(exitCode).isEqualTo(2);
            assertThat(worker.output().lines()).hasSize(3)
                    .anyMatch(line -> line.contains("twilio.account-sid") && line.contains("AC-not-one"))
                    .anyMatch(line -> line.contains("sms.max-in-flight") && line.contains("0"))
                    .anyMatch(line -> line.contains("sms.retry.delays") && line.contains("soon"))
                    .noneMatch(line -> line.contains(StandInAccount.AUTH_TOKEN));
        }
    }

    @Test
    void saysWhichVariablesToSetWhenThereAreNoCredentials() {
        Map<String, String> settings = SITE.settings();
        settings.keySet().removeAll(Set.of("twilio.account-sid", "twilio.auth-token"));
        try (WorkerProcess worker = WorkerProcess.start(settings)) {

            int exitCode = worker.awaitExit(START);

            assertThat(exitCode).isEqualTo(2);
            assertThat(worker.output()).contains("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN");
        }
    }

    @Test
    void isReadyAlsoWhereItsGroupHasNoPartitionForIt() {
        SITE.broker().createTopic("spare", 1);
        Map<String, String> settings = new HashMap<>(Map.of("sms.group-id", "spare", "sms.topics.requested", "spare",
                "sms.topics.retry-prefix", "spare.retry"));
        // By these names partitions are given out, lowest first.
        settings.put("kafka.group.instance.id", "a");
        try (WorkerProcess first = SITE.worker(settings).awaitReady()) {
            settings.put("kafka.group.instance.id", "b");
            try (WorkerProcess spare = SITE.worker(settings).awaitReady()) {
                assertThat(spare.output()).doesNotContain("Assigned [");
                first.awaitReady();
            }
        }
    }

    @Test
    void healthCheckOfTheContainerFailsWhereNobodyAnswers() throws IOException, InterruptedException {
        assertThat(healthCheck(Ports.free())).isEqualTo(1);
    }

    private static int healthCheck(int port) throws IOException, InterruptedException {
        ProcessBuilder check = WorkerEnvironment.cleared(new ProcessBuilder(WorkerProcess.java(), "-cp",
                System.getProperty("worker.jar"), "dev.smsverification.cli.HealthCheck")).inheritIO();
        check.environment().put("QUARKUS_MANAGEMENT_PORT", Integer.toString(port));
        return check.start().waitFor();
    }
}
