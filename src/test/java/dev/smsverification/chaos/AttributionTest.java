package dev.smsverification.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.smsverification.chaos.Duplicate.Cause;
import dev.smsverification.guarantee.Plot;
import dev.smsverification.guarantee.Published;

class AttributionTest {

    private final Plot plot = new Plot();
    private final Published request = plot.publish("a");

    @Test
    void seesNoDuplicateInOneMessage() {
        plot.sent(request, 1);

        assertThat(new Attribution(plot.evidence(), List.of(), List.of()).duplicates()).isEmpty();
    }

    @Test
    void excusesWhatWasInFlightAtAKillAndCameInAfterTheQuestion() {
        plot.accepted("worker-1", request, 8.5);
        plot.accepted("worker-2", request, 9);

        assertThat(causes(incident(Incident.Kind.KILLED, "worker-1", 1.05))).containsExactly(Cause.SIGKILL);
        assertThat(causes(incident(Incident.Kind.KILLED, "worker-1", 1.05),
                incident(Incident.Kind.STARTED, "worker-1", 8.7))).containsExactly(Cause.SIGKILL);
    }

    @Test
    void excusesWhatWasNeverAnsweredAndCameInAfterTheQuestion() {
        plot.acceptedWithoutAnswer("worker-1", request, 8.5);
        plot.accepted("worker-2", request, 9);

        assertThat(causes(incident(Incident.Kind.KILLED, "worker-1", 1.05))).containsExactly(Cause.SIGKILL);
    }

    @Test
    void doesNotExcuseWhatWasThereWhenTwilioWasAsked() {
        plot.accepted("worker-1", request, 1);
        plot.accepted("worker-2", request, 9);

        assertThat(causes(incident(Incident.Kind.KILLED, "worker-1", 1.05))).containsExactly(Cause.REBALANCE);
    }

    @Test
    void doesNotExcuseWhatNobodyAskedAbout() {
        plot.accepted("worker-1", request, 8.5);
        plot.accepted("worker-2", request, 9);
        Incident kill = incident(Incident.Kind.KILLED, "worker-1", 1.05);

        assertThat(causes(List.of(), kill)).containsExactly(Cause.REBALANCE);
        assertThat(causes(List.of(new Question(Plot.PHONE, Plot.second(1)),
                new Question("+12025550112", Plot.second(8)), new Question(Plot.PHONE, Plot.second(8.7))), kill))
                .containsExactly(Cause.REBALANCE);
    }

    @Test
    void doesNotExcuseTheNextLifeOfAKilledWorker() {
        plot.accepted("worker-1", request, 8.5);
        plot.accepted("worker-2", request, 9);

        assertThat(causes(incident(Incident.Kind.KILLED, "worker-1", 1),
                incident(Incident.Kind.STARTED, "worker-1", 4))).containsExactly(Cause.REBALANCE);
    }

    @Test
    void doesNotExcuseWhatWasReportedBefore() {
        plot.sent(request, 8.5);
        plot.accepted("worker-2", request, 9);

        assertThat(causes(new Incident(Incident.Kind.KILLED, "worker-1", Plot.second(8), Plot.second(8.8), 0)))
                .containsExactly(Cause.REBALANCE);
    }

    @Test
    void doesNotExcuseTheWorkOfOthers() {
        plot.accepted("worker-1", request, 8.5);
        plot.accepted("worker-1", request, 9);

        assertThat(causes(incident(Incident.Kind.KILLED, "worker-2", 1.05))).containsExactly(Cause.REBALANCE);
    }

    @Test
    void blamesAStopInGoodOrder() {
        plot.accepted("worker-1", request, 1);
        plot.accepted("worker-2", request, 9);

        assertThat(causes(incident(Incident.Kind.TERMINATED, "worker-1", 1.05))).containsExactly(Cause.SIGTERM);
    }

    @Test
    void blamesABroker() {
        plot.sent(request, 1);
        plot.sent(request, 2);

        assertThat(causes(incident(Incident.Kind.BROKER_STOPPED, "broker-1", 1.05))).containsExactly(Cause.BROKER);
    }

    @Test
    void blamesAnAnswerThatWasLost() {
        plot.acceptedWithoutAnswer("worker-1", request, 1);
        plot.accepted("worker-1", request, 9);

        assertThat(causes()).containsExactly(Cause.LOST_ANSWER);
    }

    @Test
    void blamesASecondRecordWithTheSameId() {
        plot.sent(request, 1);
        plot.sent(plot.publish("a"), 2);

        assertThat(causes()).containsExactly(Cause.REPEATED_ID);
    }

    @Test
    void leavesTheRestUnexplained() {
        plot.sent(request, 1);
        plot.sent(request, 2);

        assertThat(causes()).containsExactly(Cause.NONE);
    }

    @Test
    void excusesASecondDeadLetterWhereAKillCameBetweenTheFirstAndItsStatus() {
        plot.deadLetter(request, 1);
        plot.deadLetter(request, 4);
        plot.reported(request, "FAILED", 1, 4.1);

        assertThat(copies(incident(Incident.Kind.KILLED, "worker-1", 1.1))).isEmpty();
        assertThat(copies(incident(Incident.Kind.KILLED, "worker-1", 0.5))).containsExactly(request);
        assertThat(copies(incident(Incident.Kind.KILLED, "worker-1", 5))).containsExactly(request);
        assertThat(copies(incident(Incident.Kind.TERMINATED, "worker-1", 1.1))).containsExactly(request);
    }

    @Test
    void excusesOneDeadLetterForEachKill() {
        plot.deadLetter(request, 1);
        plot.deadLetter(request, 4);
        plot.deadLetter(request, 7);
        plot.reported(request, "FAILED", 1, 7.1);

        assertThat(copies(incident(Incident.Kind.KILLED, "worker-1", 1.1))).containsExactly(request);
        assertThat(copies(incident(Incident.Kind.KILLED, "worker-1", 1.1),
                incident(Incident.Kind.KILLED, "worker-2", 4.1))).isEmpty();
    }

    @Test
    void countsWhatWasInFlightAtAKill() {
        plot.accepted("worker-1", request, 1);
        plot.accepted("worker-2", plot.publish("b"), 1);
        plot.sent(plot.publish("c"), 0.5);
        Incident kill = incident(Incident.Kind.KILLED, "worker-1", 1.05);

        assertThat(new Attribution(plot.evidence(), List.of(kill), List.of()).unreported(kill)).isEqualTo(1);
    }

    private List<Cause> causes(Incident... incidents) {
        return causes(List.of(new Question(Plot.PHONE, Plot.second(8))), incidents);
    }

    private List<Cause> causes(List<Question> questions, Incident... incidents) {
        return new Attribution(plot.evidence(), List.of(incidents), questions).duplicates().stream()
                .map(Duplicate::cause).toList();
    }

    private List<Published> copies(Incident... incidents) {
        return new Attribution(plot.evidence(), List.of(incidents), List.of()).copies();
    }

    private static Incident incident(Incident.Kind kind, String who, double at) {
        return new Incident(kind, who, Plot.second(at), Plot.second(at + 0.01), 0);
    }
}
