package dev.smsverification.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.vertx.core.json.JsonObject;

class DeadLetterCompletenessTest {

    private static final JsonObject REFUSED = new JsonObject().put("status", "FAILED").put("reason", "throttled")
            .put("errorCode", 20429);

    private final Plot plot = new Plot();

    @Test
    void holdsForAFailureWithItsDeadLetter() {
        Published request = plot.publish(Draft.unreadable("key", Plot.bytes("{")).withHeaders(Map.of("tenant", "a")));
        plot.reported(request, "FAILED", 1, 1);
        plot.deadLetter(request);

        assertThat(violations()).isEmpty();
    }

    @Test
    void seesAFailureWithoutADeadLetter() {
        plot.reported(plot.publish("a"), "FAILED", 1, 1);

        assertThat(violations()).singleElement().asString().startsWith("no dead letter of a");
    }

    @Test
    void seesARetryThatExpiredWithoutADeadLetter() {
        plot.reported(plot.publish("a"), "EXPIRED", 2, 1);

        assertThat(violations()).singleElement().asString().startsWith("no dead letter of a");
    }

    @Test
    void holdsForWhatExpiredBeforeItsFirstAttempt() {
        plot.reported(plot.publish("a"), "EXPIRED", 1, 1);

        assertThat(violations()).isEmpty();
    }

    @Test
    void seesADeadLetterOfWhatWasSent() {
        Published request = plot.publish("a");
        plot.sent(request, 1);
        plot.deadLetter(request);

        assertThat(violations()).singleElement().asString().startsWith("nothing has failed");
    }

    @Test
    void seesADeadLetterOfNothing() {
        plot.deadLetter(new Plot().publish("a"));

        assertThat(violations()).singleElement().asString().startsWith("nothing has failed");
    }

    @Test
    void seesAChangedValue() {
        Published request = plot.publish("a");
        plot.reported(request, "FAILED", 1, 1);
        plot.deadLetter(request, Plot.bytes("{}"), request.headers());

        assertThat(violations()).singleElement().asString().startsWith("altered");
    }

    @Test
    void seesALostHeader() {
        Published request = plot.publish(Draft.unreadable("key", Plot.bytes("{")).withHeaders(Map.of("tenant", "a")));
        plot.reported(request, "FAILED", 1, 1);
        plot.deadLetter(request, request.value(), Map.of());

        assertThat(violations()).singleElement().asString().startsWith("altered");
    }

    @Test
    void seesAHeaderOfARetryThatWasLeftBehind() {
        Published request = plot.publish("a");
        plot.reported(request, "FAILED", 1, 1);
        plot.deadLetter(request, request.value(), Map.of("retry-attempt", "2"));

        assertThat(violations()).singleElement().asString().startsWith("altered");
    }

    @Test
    void holdsForTheReasonAndTheErrorCodeOfTheStatus() {
        Published request = plot.publish("a");
        plot.reported(request, 1, REFUSED);
        plot.deadLetter(request, request.value(),
                Map.of("dead-letter-reason", "throttled", "dead-letter-error-code", "20429"));

        assertThat(violations()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"connection_lost,20429", "throttled,20003"})
    void seesAnotherReasonOrErrorCodeThanThatOfTheStatus(String reason, String errorCode) {
        Published request = plot.publish("a");
        plot.reported(request, 1, REFUSED);
        plot.deadLetter(request, request.value(),
                Map.of("dead-letter-reason", reason, "dead-letter-error-code", errorCode));

        assertThat(violations()).singleElement().asString().startsWith("nothing has failed");
    }

    private List<String> violations() {
        return new DeadLetterCompleteness().violations(plot.evidence()).toList();
    }
}
