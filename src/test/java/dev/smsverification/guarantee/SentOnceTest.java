package dev.smsverification.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

class SentOnceTest {

    private final Plot plot = new Plot();

    @Test
    void holdsWhereOnlyOneOfManyAttemptsIsAccepted() {
        Published request = plot.publish("a");
        plot.refused(request, 1);
        plot.sent(request, 2);
        plot.sent(plot.publish("b"), 3);

        assertThat(violations()).isEmpty();
    }

    @Test
    void seesAMessageThatIsAcceptedTwice() {
        Published request = plot.publish("a");
        plot.acceptedWithoutAnswer("worker-1", request, 1);
        plot.sent(request, 5);

        assertThat(violations()).singleElement().asString().startsWith("a: ");
    }

    @Test
    void countsAllRecordsWithTheSameId() {
        plot.sent(plot.publish("a"), 1);
        plot.reported(plot.publish("a"), "DUPLICATE", 1, 2);

        assertThat(violations()).isEmpty();
    }

    @Test
    void seesARepeatedEventThatIsSentAgain() {
        plot.sent(plot.publish("a"), 1);
        plot.sent(plot.publish("a"), 2);

        assertThat(violations()).singleElement().asString().startsWith("a: ");
    }

    private List<String> violations() {
        return new SentOnce().violations(plot.evidence()).toList();
    }
}
