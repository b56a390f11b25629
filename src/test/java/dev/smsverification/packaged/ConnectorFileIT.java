package dev.smsverification.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import dev.smsverification.testing.Observer;
import dev.smsverification.testing.Publisher;
import dev.smsverification.testing.Request;
import dev.smsverification.testing.Scrape;
import dev.smsverification.testing.StandInAccount;
import dev.smsverification.testing.TwilioStandIn;
import dev.smsverification.testing.Volume;
import dev.smsverification.testing.WorkerProcess;

/** A Logto connector's JSON in a volume as Kubernetes mounts it, replaced while the packaged worker sends. */
class ConnectorFileIT {

    private static final int MESSAGES_PER_SECOND = 100;

    @RegisterExtension
    static final Site SITE = new Site();

    private TwilioStandIn twilio;
    private Volume volume;
    private Publisher publisher;
    private ScheduledExecutorService load;
    private int codes;

    @BeforeEach
    void start(@TempDir Path directory) {
        twilio = SITE.twilio();
        volume = new Volume(directory);
        publisher = SITE.publisher();
        load = Executors.newSingleThreadScheduledExecutor();
    }

    @AfterEach
    void stop() {
        load.close();
        publisher.close();
    }

    @Test
    void isTakenOverWholeOrNotAtAll() throws Exception {
        Path file = mount("First: {{code}}", StandInAccount.AUTH_TOKEN);
        try (WorkerProcess worker = SITE.watch(WorkerProcess.start(settings(file))).awaitReady();
                Observer statuses = SITE.statuses()) {
            load.scheduleAtFixedRate(() -> publisher.publish(Request.to("+12025550110", nextCode())), 0,
                    1_000 / MESSAGES_PER_SECOND, TimeUnit.MILLISECONDS);
            awaitMoreMessages();

            mount("Broken: code", "wrong-token");
            await().atMost(Duration.ofMinutes(1)).until(() -> health(worker).body().contains("has no {{code}}"));
            assertThat(metric(worker, "sms_files_refused")).isEqualTo(1);
            assertThat(metric(worker, "sms_reload_failures_total", "source", "templates")).isEqualTo(1);
            assertThat(metric(worker, "sms_reload_failures_total", "source", "account")).isZero();
            awaitMoreMessages();
            assertThat(twilio.messages()).allMatch(message -> message.body().startsWith("First: "));
            assertThat(health(worker).statusCode()).isEqualTo(200);

            mount("Second: {{code}}", StandInAccount.AUTH_TOKEN);
            await().atMost(Duration.ofMinutes(1)).until(() -> sent("Second: "));
            assertThat(health(worker).body()).doesNotContain("has no {{code}}");
            assertThat(metric(worker, "sms_files_refused")).isZero();
            assertThat(metric(worker, "sms_reload_failures_total")).isEqualTo(1);

            load.close();
            statuses.await(codes, _ -> true);
            assertThat(worker.stop(Duration.ofSeconds(30))).isIn(0, 143);
            assertThat(statuses.seen())
                    .allMatch(status -> List.of("SENT", "SUPERSEDED").contains(status.field("status")));
            assertThat(twilio.messages()).allMatch(message -> message.body().matches("(First|Second): Zq[0-9]{7}"));
            assertThat(worker.output()).contains("Changed files are not taken over", "Changed files are in force")
                    .doesNotContain("wrong-token", StandInAccount.AUTH_TOKEN);
        }
    }

    private void awaitMoreMessages() {
        int before = twilio.messages().size();
        await().atMost(Duration.ofMinutes(1)).until(() -> twilio.messages().size() >= before + MESSAGES_PER_SECOND);
    }

    private boolean sent(String beginning) {
        return twilio.messages().stream().anyMatch(message -> message.body().startsWith(beginning));
    }

    private String nextCode() {
        // No id looks like that.
        return "Zq%07d".formatted(codes++);
    }

    private static HttpResponse<String> health(WorkerProcess worker) throws IOException, InterruptedException {
        return Site.get(worker, "/q/health/ready");
    }

    private static double metric(WorkerProcess worker, String name, String... labels) {
        return Scrape.of(worker.uri("/q/metrics")).sum(name, labels);
    }

    /** Neither account nor templates: they are in the file. */
    private Map<String, String> settings(Path file) {
        return Map.of("kafka.bootstrap.servers", SITE.broker().bootstrapServers(), "twilio.base-url", twilio.baseUrl(),
                "sms.topics.create", "true", "sms.connector-config", file.toString(), "sms.reload-interval", "100ms");
    }

    private Path mount(String content, String authToken) throws IOException {
        String template = "{\"usageType\": \"%s\", \"content\": \"" + content + "\"}";
        String json = """
                      {"accountSID": "%s", "authToken": "%s", "fromMessagingServiceSID": "%s", "templates": [%s, %s, %s, %s]}
                      """
                .formatted(StandInAccount.ACCOUNT_SID, authToken, StandInAccount.MESSAGING_SERVICE_SID,
                        template.formatted("SignIn"), template.formatted("Register"),
                        template.formatted("ForgotPassword"),
                        template.formatted("Generic"));
        return volume.put("connector.json", json);
    }
}
