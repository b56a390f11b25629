package dev.smsverification.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.smsverification.guarantee.Draft;
import dev.smsverification.guarantee.Plot;
import dev.smsverification.testing.Request;

class PressureTest {

    private static final Incident KILLED = incident(Incident.Kind.KILLED, 7);
    private static final Incident TERMINATED = incident(Incident.Kind.TERMINATED, 0);

    private final Plot plot = new Plot();

    @Test
    void missesNothingWhereWorkersAreKilledAndStoppedAndEventsSent() {
        plot.sent(plot.publish("a"), 1);
        plot.publish(Draft.of(Request.to(Plot.PHONE, "Zq1").expiresAt(Plot.second(15))));

        assertThat(missing(KILLED, TERMINATED)).isEmpty();
    }

    @Test
    void missesAKillOfAWorkerThatHasWork() {
        plot.sent(plot.publish("a"), 1);

        assertThat(missing(TERMINATED)).containsExactly("no worker was killed while it had requests open");
        assertThat(missing(incident(Incident.Kind.KILLED, 0), TERMINATED)).hasSize(1);
    }

    @Test
    void missesAStop() {
        plot.sent(plot.publish("a"), 1);

        assertThat(missing(KILLED)).containsExactly("no worker was told to stop");
    }

    @Test
    void missesEventsThatAreSent() {
        plot.sent(plot.publish("a"), 1);
        plot.refused(plot.publish("b"), 1);

        assertThat(missing(KILLED, TERMINATED)).containsExactly("of 2 good, long-lived events only 1 were sent");
    }

    @Test
    void missesEvents() {
        assertThat(missing(KILLED, TERMINATED)).containsExactly("of 0 good, long-lived events only 0 were sent");
    }

    private List<String> missing(Incident... incidents) {
        return new Pressure(plot.evidence(), List.of(incidents)).missing();
    }

    private static Incident incident(Incident.Kind kind, int open) {
        return new Incident(kind, "worker-1", Plot.second(1), Plot.second(2), open);
    }
}
