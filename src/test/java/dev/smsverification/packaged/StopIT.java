package dev.smsverification.packaged;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.smsverification.testing.Observed;
import dev.smsverification.testing.Observer;
import dev.smsverification.testing.Publisher;
import dev.smsverification.testing.Request;
import dev.smsverification.testing.StandInAnswer;
import dev.smsverification.testing.WorkerProcess;
import dev.smsverification.testing.WorkerSettings;

/** How the packaged worker ends, is gone for a while, and what it knows when it is back. */
class StopIT {

    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(30);

    @RegisterExtension
    static final Site SITE = new Site("at-once", "frozen", "killed", "grown");

    @Test
    void stopsInGoodOrderWhenAsked() {
        try (WorkerProcess worker = worker(Map.of())) {
            worker.awaitReady();

            worker.terminate();

            assertThat(worker.awaitExit(STOP)).as("128 + SIGTERM, as the JVM ends on it").isIn(0, 143);
        }
    }

    @Test
    void reportsBeforeItEndsWhatWasInFlightWhenItWasAsked() {
        Request request = Request.to("+12025550116", "223606");
        SITE.twilio().answer(request.phone(), StandInAnswer.accepted().delayedBy(Duration.ofSeconds(2)));
        int posts = SITE.twilio().posts();
        try (WorkerProcess worker = worker(Map.of()).awaitReady();
                Publisher publisher = SITE.publisher();
                Observer statuses = SITE.statuses()) {
            publisher.publish(request);
            Awaitility.await().atMost(START).until(() -> SITE.twilio().posts() > posts);

            worker.terminate();

            assertThat(worker.awaitExit(STOP)).isIn(0, 143);
            assertThat(statuses.await(it -> it.key().equals(request.id())).field("status")).isEqualTo("SENT");
        }
    }

    @Test
    void stopsAtOnceWhenAskedTwice() {
        Request request = Request.to("+12025550113", "141421");
        SITE.twilio().answer(request.phone(), StandInAnswer.hang(false));
        int posts = SITE.twilio().posts();
        // It does not live to give its requests away: only one of its name gets them at once. The timeout is longer than the test
        // waits.
        Map<String, String> settings = Map.of("sms.group-id", "at-once", "sms.topics.requested", "at-once",
                "kafka.group.instance.id", "at-once", "twilio.request-timeout", STOP.multipliedBy(4).toString());
        try (WorkerProcess worker = worker(settings);
                Publisher publisher = SITE.publisher();
                Observer statuses = SITE.statuses()) {
            worker.awaitReady();
            publisher.publish("at-once", request.phone(), request.bytes(), Map.of());
            Awaitility.await().atMost(START).until(() -> SITE.twilio().posts() > posts);

            worker.terminate();
            Awaitility.await().atMost(START).until(() -> worker.output().contains("Asked to stop"));
            worker.terminate();

            assertThat(worker.awaitExit(STOP)).as("128 + SIGTERM").isEqualTo(143);
            try (WorkerProcess _ = worker(settings)) {
                statuses.await(it -> it.key().equals(request.id()));
            }
        }
    }

    @Test
    void asksBeforeItSendsWhatAKilledWorkerHadInFlight() {
        Request request = Request.to("+12025550114", "173205");
        SITE.twilio().answer(request.phone(), StandInAnswer.hang(true));
        // Only one of its name gets its requests at once.
        Map<String, String> settings = Map.of("sms.group-id", "killed", "sms.topics.requested", "killed",
                "kafka.group.instance.id", "killed", "twilio.request-timeout", STOP.multipliedBy(4).toString());
        try (Publisher publisher = SITE.publisher(); Observer statuses = SITE.statuses()) {
            try (WorkerProcess _ = worker(settings).awaitReady()) {
                publisher.publish("killed", request.phone(), request.bytes(), Map.of());
                Awaitility.await().atMost(START).until(() -> messagesTo(request) == 1);
            }

            try (WorkerProcess _ = worker(settings)) {
                Observed status = statuses.await(it -> it.key().equals(request.id()));
                assertThat(status.field("status")).isEqualTo("SENT");
            }
        }

        assertThat(messagesTo(request)).isEqualTo(1);
    }

    @Test
    void remembersAfterARestartWhatWasSentBefore() {
        Request request = Request.to("+12025550112", "314159");
        try (Publisher publisher = SITE.publisher(); Observer statuses = SITE.statuses()) {
            try (WorkerProcess before = worker(Map.of())) {
                before.awaitReady();
                publisher.publish(request);
                statuses.await(it -> it.key().equals(request.id()));
                before.terminate();
                before.awaitExit(STOP);
            }

            publisher.publish(request);
            try (WorkerProcess _ = worker(Map.of())) {
                Observed status = statuses
                        .await(it -> it.key().equals(request.id()) && !"SENT".equals(it.field("status")));
                assertThat(status.field("status")).isEqualTo("DUPLICATE");
                assertThat(messagesTo(request)).isEqualTo(1);
            }
        }
    }

    @Test
    void sendsNothingThatAnotherHasTakenOverWhileItWasFrozen() {
        SITE.broker().createTopic("frozen", 1);
        Map<String, String> settings = Map.of("sms.group-id", "frozen", "sms.topics.requested", "frozen",
                "sms.topics.retry-prefix", "frozen.retry", "sms.max-in-flight", "2", "twilio.request-timeout", "2s");
        List<Request> requests = IntStream.range(0, 12).mapToObj(n -> Request.to("+120255503" + (10 + n), "161803"))
                .toList();
        requests.subList(0, 2).forEach(it -> SITE.twilio().answer(it.phone(), StandInAnswer.hang(false)));
        int posts = SITE.twilio().posts();
        try (WorkerProcess frozen = worker(settings).awaitReady();
                Publisher publisher = SITE.publisher();
                Observer statuses = SITE.statuses()) {
            requests.forEach(it -> publisher.publish("frozen", it.phone(), it.bytes(), Map.of()));
            Awaitility.await().atMost(START).until(() -> SITE.twilio().posts() == posts + 2);
            frozen.freeze();
            try (WorkerProcess _ = worker(settings)) {
                requests.forEach(request -> statuses.await(it -> it.key().equals(request.id())
                        && "SENT".equals(it.field("status"))));

                frozen.thaw();
                Awaitility.await().atMost(START).until(() -> frozen.output().contains("Revoked [frozen-0"));
                frozen.terminate();
                frozen.awaitExit(STOP);
            }
        }

        assertThat(requests).allSatisfy(request -> assertThat(messagesTo(request)).isEqualTo(1));
    }

    /** Kafka gives it back what it had, without a look at the topics. */
    @Test
    void takesUpPartitionsThatWereAddedWhileNoWorkerOfItsNameRan() throws Exception {
        Request request = Request.to("+12025550115", "141421");
        SITE.broker().createTopic("grown", 1);
        Map<String, String> settings = Map.of("sms.group-id", "grown", "sms.topics.requested", "grown",
                "sms.topics.retry-prefix", "grown.retry", "kafka.group.instance.id", "grown");
        try (WorkerProcess before = SITE.worker(settings).awaitReady()) {
            before.terminate();
            before.awaitExit(STOP);
        }
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", SITE.broker().bootstrapServers()))) {
            admin.createPartitions(admin.listTopics().names().get().stream().filter(it -> it.startsWith("grown"))
                    .collect(toMap(Function.identity(), _ -> NewPartitions.increaseTo(2)))).all().get();
            Awaitility.await().atMost(START).until(() -> admin.describeTopics(List.of("grown")).allTopicNames().get()
                    .get("grown").partitions().stream().filter(it -> it.leader() != null).count() == 2);
        }

        try (Publisher publisher = SITE.publisher();
                Observer statuses = SITE.statuses();
                WorkerProcess _ = SITE.worker(settings)) {
            RecordMetadata added = publisher.publish("grown", request.phone(), request.bytes(), Map.of());
            assertThat(added.partition()).isEqualTo(1);
            statuses.await(it -> it.key().equals(request.id()));
        }
    }

    /** Its partitions are free soon after it is killed or frozen. */
    private static WorkerProcess worker(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(WorkerSettings.SOON_MISSED);
        settings.putAll(more);
        return SITE.worker(settings);
    }

    private static long messagesTo(Request request) {
        return SITE.twilio().messages().stream().filter(it -> it.to().equals(request.phone())).count();
    }
}
