package dev.smsverification.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.smsverification.guarantee.Draft;
import dev.smsverification.guarantee.Plot;
import dev.smsverification.guarantee.Published;
import dev.smsverification.testing.Request;

class PressureTest {

    private static final Incident KILLED = incident(Incident.Kind.KILLED, 7);
    private static final Incident TERMINATED = incident(Incident.Kind.TERMINATED, 0);
    private static final Incident BROKER_STOPPED = incident(Incident.Kind.BROKER_STOPPED, 0);
    private static final List<Question> QUESTIONS = List.of(new Question(Plot.PHONE, Plot.second(1)));

    private final Plot plot = new Plot();

    @Test
    void missesNothingWhereWorkersAndBrokersStopAndEventsAreSent() {
        everythingBecomesOfEvents();
        plot.sent(plot.publish("a"), 1);

        assertThat(missing(KILLED, TERMINATED, BROKER_STOPPED)).isEmpty();
    }

    @Test
    void missesAKillOfAWorkerThatHasWork() {
        everythingBecomesOfEvents();
        plot.sent(plot.publish("a"), 1);

        assertThat(missing(TERMINATED, BROKER_STOPPED))
                .containsExactly("no worker was killed while it had requests open");
        assertThat(missing(incident(Incident.Kind.KILLED, 0), TERMINATED, BROKER_STOPPED)).hasSize(1);
    }

    @Test
    void missesAStop() {
        everythingBecomesOfEvents();
        plot.sent(plot.publish("a"), 1);

        assertThat(missing(KILLED, BROKER_STOPPED)).containsExactly("no worker was told to stop");
    }

    @Test
    void missesABrokerThatStops() {
        everythingBecomesOfEvents();
        plot.sent(plot.publish("a"), 1);

        assertThat(missing(KILLED, TERMINATED)).containsExactly("no broker was stopped");
    }

    @Test
    void missesQuestions() {
        everythingBecomesOfEvents();
        plot.sent(plot.publish("a"), 1);

        assertThat(new Pressure(plot.evidence(), List.of(KILLED, TERMINATED, BROKER_STOPPED), List.of()).missing())
                .containsExactly("Twilio was never asked whether it has a message");
    }

    @Test
    void missesWhatElseBecomesOfEvents() {
        plot.sent(plot.publish("a"), 1);

        assertThat(missing(KILLED, TERMINATED, BROKER_STOPPED)).containsExactly("no event was RETRYING",
                "no event was DUPLICATE", "no event was SUPERSEDED", "no event was EXPIRED");
    }

    @Test
    void seesGoodEventsThatAreGivenUpEarly() {
        everythingBecomesOfEvents();
        plot.sent(plot.publish("a"), 1);
        plot.reported(plot.publish("a"), "FAILED", "request_rejected", 4, 2);
        plot.reported(plot.publish("a"), "FAILED", "attempts_exhausted", 5, 2);

        assertThat(missing(KILLED, TERMINATED, BROKER_STOPPED))
                .containsExactly("1 good, long-lived events were given up before attempt 5");
    }

    @Test
    void missesEventsThatAreSent() {
        everythingBecomesOfEvents();
        plot.sent(plot.publish("a"), 1);
        plot.refused(plot.publish("b"), 1);

        assertThat(missing(KILLED, TERMINATED, BROKER_STOPPED))
                .containsExactly("of 2 good, long-lived events only 1 were sent");
    }

    @Test
    void missesEvents() {
        everythingBecomesOfEvents();

        assertThat(missing(KILLED, TERMINATED, BROKER_STOPPED))
                .containsExactly("of 0 good, long-lived events only 0 were sent");
    }

    /** To one that is not good for long. */
    private void everythingBecomesOfEvents() {
        Published request = plot.publish(Draft.of(Request.to(Plot.PHONE, "Zq1").expiresAt(Plot.second(15))));
        List.of("RETRYING", "DUPLICATE", "SUPERSEDED", "EXPIRED")
                .forEach(status -> plot.reported(request, status, 1, 1));
    }

    private List<String> missing(Incident... incidents) {
        return new Pressure(plot.evidence(), List.of(incidents), QUESTIONS).missing();
    }

    private static Incident incident(Incident.Kind kind, int open) {
        return new Incident(kind, "worker-1", Plot.second(1), Plot.second(2), open);
    }
}
