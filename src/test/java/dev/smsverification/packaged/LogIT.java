package dev.smsverification.packaged;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.smsverification.testing.Observer;
import dev.smsverification.testing.Publisher;
import dev.smsverification.testing.Request;
import dev.smsverification.testing.StandInAnswer;
import dev.smsverification.testing.StandInNumbers;
import dev.smsverification.testing.WorkerProcess;
import io.vertx.core.json.JsonObject;

/** What the packaged worker says of its work, at the level that it has if nobody changes it. */
class LogIT {

    private static final String FAILURE = "A code was not sent";
    private static final String SOURCE = Pattern.quote(Publisher.REQUESTS) + "-[0-9]+-[0-9]+";

    @RegisterExtension
    static final Site SITE = new Site();

    @Test
    void textEndsWithTheKeys() {
        Request failing = Request.to(StandInNumbers.UNSUBSCRIBED, "Zq000001");

        assertThat(failures("text", failing)).anyMatch(line -> line.matches(".* WARN .*" + FAILURE + ", eventId="
                + failing.id() + ", attempt=1, status=FAILED, reason=recipient_unsubscribed, errorCode=21610,"
                + " country=US, source=" + SOURCE));
    }

    @Test
    void jsonHasTheKeysAsFields() {
        Request failing = Request.to(StandInNumbers.UNSUBSCRIBED, "Zq000002");

        JsonObject failure = failures("json", failing).stream().filter(line -> line.contains(failing.id()))
                .map(JsonObject::new).toList().getFirst();

        assertThat(failure.getString("level")).isEqualTo("WARN");
        assertThat(failure.getString("timestamp")).isNotBlank();
        assertThat(failure.getJsonObject("mdc").getMap()).containsEntry("eventId", failing.id())
                .containsEntry("attempt", "1").containsEntry("status", "FAILED")
                .containsEntry("reason", "recipient_unsubscribed").containsEntry("errorCode", "21610")
                .containsEntry("country", "US")
                .hasEntrySatisfying("source", source -> assertThat(source.toString()).matches(SOURCE));
    }

    /** The lines of this one and of one that has expired. Codes that were sent, that have a newer one or that come twice get none. */
    private static List<String> failures(String format, Request failing) {
        Request superseded = Request.to("+12025550161", "Zq2" + format);
        Request sent = Request.to(superseded.phone(), "Zq3" + format);
        Request expired = Request.to("+12025550162", "Zq4" + format).expiresAt(Instant.now().minusSeconds(60));
        SITE.twilio().answer(superseded.phone(), StandInAnswer.throttled(Duration.ofSeconds(1)));

        List<String> lines = run(format, List.of(superseded, sent, sent, expired, failing), 5).toList();

        List<String> failures = lines.stream().filter(line -> line.contains(FAILURE)).toList();
        assertThat(failures).hasSize(2).anyMatch(line -> line.contains(failing.id()))
                .anyMatch(line -> line.contains(expired.id()) && line.contains("EXPIRED"));
        assertThat(lines).noneMatch(line -> line.contains(sent.id()) || line.contains(superseded.id()));
        return failures;
    }

    @Test
    void endsWithoutAStackTrace() {
        List<Request> requests = IntStream.range(0, 200)
                .mapToObj(n -> Request.to("+1202556%04d".formatted(100 + n), "Zq000004")).toList();

        assertThat(run("text", requests, 20)).noneMatch(line -> line.startsWith("\tat "))
                .noneMatch(line -> line.matches("[^\\[]* (TRACE|DEBUG|WARN|ERROR) .*"));
        // What it has left is held to the guarantees, too.
        try (WorkerProcess worker = SITE.worker(Map.of())) {
            awaitEnds(requests.size(), requests);
            // The partitions of a killed one would be free when its session ends.
            worker.stop(Duration.ofSeconds(30));
        }
    }

    /** What the worker prints from its start to its end, stopped when that many of them have ended. */
    private static Stream<String> run(String format, List<Request> requests, int ends) {
        try (WorkerProcess worker = SITE.worker(Map.of("log.format", format, "sms.retry.delays", "1s"));
                Publisher publisher = SITE.publisher()) {
            worker.awaitReady();
            requests.forEach(publisher::publish);
            awaitEnds(ends, requests);
            worker.stop(Duration.ofSeconds(30));
            return worker.output().lines();
        }
    }

    private static void awaitEnds(int count, List<Request> requests) {
        Set<String> ids = requests.stream().map(Request::id).collect(toSet());
        try (Observer statuses = SITE.statuses()) {
            statuses.await(count, it -> ids.contains(it.key()) && !it.field("status").equals("RETRYING"));
        }
    }
}
