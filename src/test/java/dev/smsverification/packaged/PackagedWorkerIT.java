package dev.smsverification.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.smsverification.guarantee.Aftermath;
import dev.smsverification.guarantee.Topics;
import dev.smsverification.testing.Broker;
import dev.smsverification.testing.Observed;
import dev.smsverification.testing.Observer;
import dev.smsverification.testing.Ports;
import dev.smsverification.testing.Publisher;
import dev.smsverification.testing.Request;
import dev.smsverification.testing.StandInAccount;
import dev.smsverification.testing.StandInAnswer;
import dev.smsverification.testing.TwilioStandIn;
import dev.smsverification.testing.WorkerProcess;
import dev.smsverification.testing.WorkerSettings;

/** The jar as it is shipped, run as it is run. */
class PackagedWorkerIT {

    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(30);

    private static final List<Path> LOGS = new ArrayList<>();

    private static Broker broker;
    private static TwilioStandIn twilio;

    @BeforeAll
    static void start() {
        broker = Broker.start();
        twilio = TwilioStandIn.start();
    }

    @AfterAll
    static void stop() {
        try {
            Aftermath.verify(broker.bootstrapServers(), Topics.USUAL.and("patient", "at-once", "frozen"), twilio, LOGS);
        } finally {
            twilio.close();
            broker.close();
        }
    }

    @Test
    void sendsWhatIsPublishedAndSaysSo() {
        // A name, which has to be resolved.
        try (WorkerProcess worker = startWorker(
                Map.of("twilio.base-url", twilio.baseUrl().replace("127.0.0.1", "localhost")));
                Publisher publisher = publisher();
                Observer statuses = statuses()) {
            worker.awaitReady();
            Request request = Request.to("+12025550110", "271828");

            publisher.publish(request);

            Observed status = statuses.await(it -> it.key().equals(request.id()));
            assertThat(status.field("status")).isEqualTo("SENT");
            assertThat(twilio.messages()).filteredOn(it -> it.sid().equals(status.field("messageSid"))).singleElement()
                    .satisfies(it -> assertThat(it.to()).isEqualTo("+12025550110"))
                    .satisfies(it -> assertThat(it.body()).isEqualTo("Your SignIn code is 271828."));
        }
    }

    @Test
    void waitsForTheBrokersNameAndThenBegins(@TempDir Path directory) throws IOException {
        Path names = Files.writeString(directory.resolve("hosts"), "127.0.0.1 localhost\n");
        Map<String, String> settings = WorkerSettings
                .minimal(broker.bootstrapServers().replaceFirst(".*:", "kafka.test:"), twilio.baseUrl());
        settings.putAll(Map.of("sms.group-id", "patient", "sms.topics.requested", "patient"));
        Path log = WorkerProcess.newLog();
        LOGS.add(log);
        try (WorkerProcess worker = WorkerProcess.start(settings, log,
                List.of(WorkerProcess.java(), "-Djdk.net.hosts.file=" + names));
                Publisher publisher = publisher();
                Observer statuses = statuses()) {
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
    void endsWhereNoClientOfKafkaCanBeMadeWhateverComes() {
        Map<String, String> settings = Map.of("kafka.security.protocol", "SSL", "kafka.ssl.truststore.location",
                "/nowhere/truststore.jks");
        try (WorkerProcess worker = startWorker(settings)) {
            assertThat(worker.awaitExit(START)).isEqualTo(1);
            assertThat(worker.output()).contains("No client of Kafka can be made: ", "/nowhere/truststore.jks");
        }
    }

    @Test
    void remembersAfterARestartWhatWasSentBefore() {
        Request request = Request.to("+12025550112", "314159");
        try (Publisher publisher = publisher(); Observer statuses = statuses()) {
            try (WorkerProcess before = startWorker(Map.of())) {
                before.awaitReady();
                publisher.publish(request);
                statuses.await(it -> it.key().equals(request.id()));
                before.terminate();
                before.awaitExit(STOP);
            }

            publisher.publish(request);
            try (WorkerProcess _ = startWorker(Map.of())) {
                Observed status = statuses
                        .await(it -> it.key().equals(request.id()) && !"SENT".equals(it.field("status")));
                assertThat(status.field("status")).isEqualTo("DUPLICATE");
                assertThat(twilio.messages()).filteredOn(it -> it.to().equals(request.phone())).hasSize(1);
            }
        }
    }

    @Test
    void stopsInGoodOrderWhenAsked() {
        try (WorkerProcess worker = startWorker(Map.of())) {
            worker.awaitReady();

            worker.terminate();

            assertThat(worker.awaitExit(STOP)).as("128 + SIGTERM, as the JVM ends on it").isIn(0, 143);
        }
    }

    @Test
    void stopsAtOnceWhenAskedTwice() {
        Request request = Request.to("+12025550113", "141421");
        twilio.answer(request.phone(), StandInAnswer.hang(false));
        int posts = twilio.posts();
        // It does not live to give its requests away: only one of its name gets them at once. The timeout is longer than the test
        // waits.
        Map<String, String> settings = Map.of("sms.group-id", "at-once", "sms.topics.requested", "at-once",
                "kafka.group.instance.id", "at-once", "twilio.request-timeout", STOP.multipliedBy(4).toString());
        try (WorkerProcess worker = startWorker(settings);
                Publisher publisher = publisher();
                Observer statuses = statuses()) {
            worker.awaitReady();
            publisher.publish("at-once", request.phone(), request.bytes(), Map.of());
            Awaitility.await().atMost(START).until(() -> twilio.posts() > posts);

            worker.terminate();
            Awaitility.await().atMost(START).until(() -> worker.output().contains("Asked to stop"));
            worker.terminate();

            assertThat(worker.awaitExit(STOP)).as("128 + SIGTERM").isEqualTo(143);
            try (WorkerProcess _ = startWorker(settings)) {
                statuses.await(it -> it.key().equals(request.id()));
            }
        }
    }

    @Test
    void sendsNothingThatAnotherHasTakenOverWhileItWasFrozen() {
        broker.createTopic("frozen", 1);
        Map<String, String> settings = Map.of("sms.group-id", "frozen", "sms.topics.requested", "frozen",
                "sms.topics.retry-prefix", "frozen.retry", "sms.max-in-flight", "2", "twilio.request-timeout", "2s");
        List<Request> requests = IntStream.range(0, 12).mapToObj(n -> Request.to("+120255503" + (10 + n), "161803"))
                .toList();
        requests.subList(0, 2).forEach(it -> twilio.answer(it.phone(), StandInAnswer.hang(false)));
        int posts = twilio.posts();
        try (WorkerProcess frozen = startWorker(settings).awaitReady();
                Publisher publisher = publisher();
                Observer statuses = statuses()) {
            requests.forEach(it -> publisher.publish("frozen", it.phone(), it.bytes(), Map.of()));
            Awaitility.await().atMost(START).until(() -> twilio.posts() == posts + 2);
            frozen.freeze();
            try (WorkerProcess _ = startWorker(settings)) {
                requests.forEach(request -> statuses.await(it -> it.key().equals(request.id())
                        && "SENT".equals(it.field("status"))));

                frozen.thaw();
                Awaitility.await().atMost(START).until(() -> frozen.output().contains("Revoked [frozen-0"));
                frozen.terminate();
                frozen.awaitExit(STOP);
            }
        }

        assertThat(requests).allSatisfy(request -> assertThat(twilio.messages())
                .filteredOn(it -> it.to().equals(request.phone())).hasSize(1));
    }

    @Test
    void refusesToStartWithWrongConfigurationAndTellsAllThatIsWrong() {
        Map<String, String> wrong = Map.of("twilio.account-sid", "AC-not-one", "sms.max-in-flight", "0",
                "sms.retry.delays", "soon");
        try (WorkerProcess worker = startWorker(wrong)) {

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
        Map<String, String> settings = WorkerSettings.minimal(broker.bootstrapServers(), twilio.baseUrl());
        settings.keySet().removeAll(Set.of("twilio.account-sid", "twilio.auth-token"));
        try (WorkerProcess worker = WorkerProcess.start(settings)) {

            int exitCode = worker.awaitExit(START);

            assertThat(exitCode).isEqualTo(2);
            assertThat(worker.output()).contains("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN");
        }
    }

    @Test
    void healthCheckOfTheContainerTellsWhetherItIsReady() throws IOException, InterruptedException {
        try (WorkerProcess worker = startWorker(Map.of())) {
            worker.awaitReady();

            assertThat(healthCheck(worker.uri("/").getPort())).isZero();
            assertThat(healthCheck(Ports.free())).as("where nobody answers").isEqualTo(1);
        }
    }

    @Test
    void saysThatItIsReadyWhenItHasBegunWithItsFirstPartitions() {
        try (WorkerProcess worker = startWorker(Map.of())) {
            worker.awaitReady();

            assertThat(worker.output()).contains("Assigned [");
        }
    }

    @Test
    void isReadyAlsoWhereItsGroupHasNoPartitionForIt() {
        broker.createTopic("spare", 1);
        Map<String, String> settings = new HashMap<>(Map.of("sms.group-id", "spare", "sms.topics.requested", "spare",
                "sms.topics.retry-prefix", "spare.retry"));
        // By these names partitions are given out, lowest first.
        settings.put("kafka.group.instance.id", "a");
        try (WorkerProcess first = startWorker(settings).awaitReady()) {
            settings.put("kafka.group.instance.id", "b");
            try (WorkerProcess spare = startWorker(settings).awaitReady()) {
                assertThat(spare.output()).doesNotContain("Assigned [");
                assertThat(first.isReady()).isTrue();
            }
        }
    }

    private static int healthCheck(int port) throws IOException, InterruptedException {
        ProcessBuilder check = new ProcessBuilder(WorkerProcess.java(), "-cp", System.getProperty("worker.jar"),
                "dev.smsverification.cli.HealthCheck").inheritIO();
        check.environment().put("QUARKUS_MANAGEMENT_PORT", Integer.toString(port));
        return check.start().waitFor();
    }

    private static WorkerProcess startWorker(Map<String, String> changes) {
        Map<String, String> settings = WorkerSettings.minimal(broker.bootstrapServers(), twilio.baseUrl());
        settings.putAll(WorkerSettings.SOON_MISSED);
        settings.putAll(changes);
        WorkerProcess worker = WorkerProcess.start(settings);
        LOGS.add(worker.log());
        return worker;
    }

    private static Publisher publisher() {
        return new Publisher(broker.bootstrapServers());
    }

    private static Observer statuses() {
        return Observer.of(broker.bootstrapServers(), "sms.verification.status");
    }
}
