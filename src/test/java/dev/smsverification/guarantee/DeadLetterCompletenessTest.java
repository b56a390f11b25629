package dev.smsverification.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

class DeadLetterCompletenessTest {

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

    private List<String> violations() {
        return new DeadLetterCompleteness().violations(plot.evidence()).toList();
    }
}
