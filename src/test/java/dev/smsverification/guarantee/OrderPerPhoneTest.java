package dev.smsverification.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.smsverification.testing.Request;
import io.vertx.core.json.JsonObject;

class OrderPerPhoneTest {

    private final Plot plot = new Plot();

    @Test
    void holdsWhenOneFollowsTheOther() {
        plot.sent(plot.publish("a"), 1);
        plot.sent(plot.publish("b"), 1.1);

        assertThat(violations()).isEmpty();
    }

    @Test
    void letsARetryComeLater() {
        Published first = plot.publish("a");
        plot.refused(first, 1);
        plot.sent(plot.publish("b"), 2);
        plot.sent(first, 3);

        assertThat(violations()).isEmpty();
    }

    @Test
    void seesTheSecondSentBeforeTheFirst() {
        Published first = plot.publish("a");
        plot.sent(plot.publish("b"), 1);
        plot.sent(first, 2);

        assertThat(violations()).singleElement().asString().startsWith("b ");
    }

    @Test
    void seesTwoAtOnce() {
        plot.sent(plot.publish("a"), 1);
        plot.sent(plot.publish("b"), 1.05);

        assertThat(violations()).singleElement().asString().startsWith("b ");
    }

    @Test
    void seesOneSentWhileAnotherWaitsForItsAnswer() {
        plot.acceptedWithoutAnswer("worker-1", plot.publish("a"), 1);
        plot.sent(plot.publish("b"), 3);

        assertThat(violations()).singleElement().asString().startsWith("b ");
    }

    @Test
    void letsTheNextFollowAnAttemptWhoseEndItsWorkerHasReported() {
        Published first = plot.publish("a");
        plot.acceptedWithoutAnswer("worker-1", first, 1);
        plot.reported(first, "RETRYING", 1, 2);
        plot.sent(plot.publish("b"), 2.1);

        assertThat(violations()).isEmpty();
    }

    /** What is known at once is written a little later, and the other side may be slower still. */
    @ParameterizedTest
    @CsvSource({"1.7,true", "1.9,false"})
    void letsTheNextFollowAnAttemptWhoseEndItsWorkerKnew(double known, boolean inOrder) {
        Published first = plot.publish("a");
        plot.acceptedWithoutAnswer("worker-1", first, 1);
        timedOut(first, known, 2);
        plot.sent(plot.publish("b"), 1.8);

        assertThat(violations().isEmpty()).isEqualTo(inOrder);
    }

    /** What is known at once is written a little later. */
    @ParameterizedTest
    @CsvSource({"1,true", "1.1,false"})
    void letsTheNextFollowAnAttemptOfWhichNothingWasSeenWhenItsResultIsKnown(double known, boolean inOrder) {
        Published first = plot.publish("a");
        timedOut(first, known, 1.5);
        plot.sent(first, 6);
        plot.sent(plot.publish("b"), 1.05);

        assertThat(violations().isEmpty()).isEqualTo(inOrder);
    }

    @Test
    void letsAnAttemptBeSeenAfterItsWorkerGaveItUp() {
        Published first = plot.publish("a");
        giveUp(first, 0.9);
        plot.sent(plot.publish("b"), 1);
        plot.acceptedWithoutAnswer("worker-1", first, 1.05);

        assertThat(violations()).isEmpty();
    }

    /** The other side was so slow to take the request up that its answer found nobody. */
    @Test
    void letsTheNextFollowAnAttemptWhoseAnswerCameTooLateForItsWorker() {
        Published first = plot.publish("a");
        plot.sent(first, 1);
        giveUp(first, 1.2);
        plot.sent(plot.publish("b"), 1.05);

        assertThat(violations()).isEmpty();
    }

    @Test
    void seesARetrySentWhileAnotherIs() {
        Published first = plot.publish("a");
        plot.refused(first, 0.5);
        giveUp(first, 0.9);
        plot.sent(plot.publish("b"), 1);
        plot.acceptedWithoutAnswer("worker-1", first, 1.05);

        assertThat(violations()).singleElement().asString().startsWith("a ");
    }

    @Test
    void letsOtherPhonesOvertake() {
        Published first = plot.publish("a");
        plot.sent(plot.publish(Draft.of(Request.to("+12025550112", "Zq1"))), 1);
        plot.sent(first, 1.05);

        assertThat(violations()).isEmpty();
    }

    private void timedOut(Published request, double known, double written) {
        plot.reported(request, written, new JsonObject().put("eventId", request.eventId()).put("status", "RETRYING")
                .put("attempt", 1).put("reason", "provider_timeout")
                .put("occurredAt", Plot.second(known).toString()));
    }

    private void giveUp(Published request, double at) {
        timedOut(request, at, at);
    }

    private List<String> violations() {
        return new OrderPerPhone().violations(plot.evidence()).toList();
    }
}
