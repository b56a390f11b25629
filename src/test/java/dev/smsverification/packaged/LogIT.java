package dev.smsverification.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.smsverification.testing.Observer;
import dev.smsverification.testing.Publisher;
import dev.smsverification.testing.Request;
import dev.smsverification.testing.StandInNumbers;
import dev.smsverification.testing.WorkerProcess;
import io.vertx.core.json.JsonObject;

/** What the packaged worker says of its work, at the level that it has if nobody changes it. */
class LogIT {

    private static final String FAILURE = "A code was not sent";

    @RegisterExtension
    static final Site SITE = new Site();

    @Test
    void isJsonOnRequestWithTheKeysAsFields() {
        Request failing = Request.to(StandInNumbers.UNSUBSCRIBED, "Zq000001");

        Stream<JsonObject> lines = run("json", List.of(failing), 1).map(JsonObject::new);

        JsonObject failure = lines.filter(line -> line.getString("message").startsWith(FAILURE)).toList().getFirst();
        assertThat(failure.getString("level")).isEqualTo("WARN");
        assertThat(failure.getString("timestamp")).isNotBlank();
        assertThat(failure.getJsonObject("mdc").getMap()).containsEntry("eventId", failing.id())
                .containsEntry("attempt", "1").containsEntry("status", "FAILED")
                .containsEntry("reason", "recipient_unsubscribed").containsEntry("errorCode", "21610");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "json"})
    void tellsEachFailureOnceAndNothingOfWhatWasSent(String format) {
        Request sent = Request.to("+12025550161", "Zq2" + format);
        Request failing = Request.to(StandInNumbers.UNSUBSCRIBED, "Zq3" + format);

        List<String> lines = run(format, List.of(sent, failing), 2).toList();

        assertThat(lines).filteredOn(line -> line.contains(FAILURE)).singleElement().asString()
                .contains(failing.id(), "21610");
        assertThat(lines).noneMatch(line -> line.contains(sent.id()));
    }

    @Test
    void endsWithoutAStackTrace() {
        Stream<Request> requests = Stream.iterate(0, n -> n + 1).limit(200)
                .map(n -> Request.to("+1202556%04d".formatted(100 + n), "Zq000004"));

        assertThat(run("text", requests.toList(), 20)).noneMatch(line -> line.startsWith("\tat "))
                .noneMatch(line -> line.contains(" WARN ") || line.contains(" ERROR "));
    }

    /** What the worker prints from its start to its end, stopped when there are so many results. */
    private static Stream<String> run(String format, List<Request> requests, int results) {
        List<String> ids = requests.stream().map(Request::id).toList();
        try (WorkerProcess worker = SITE.worker(Map.of("log.format", format));
                Publisher publisher = SITE.publisher();
                Observer statuses = SITE.statuses()) {
            worker.awaitReady();
            requests.forEach(publisher::publish);
            statuses.await(results, status -> ids.contains(status.key()));
            worker.stop(Duration.ofSeconds(30));
            return worker.output().lines();
        }
    }
}
