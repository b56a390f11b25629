package dev.smsverification.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

class ExactlyOneTerminalStatusTest {

    private final Plot plot = new Plot();

    @Test
    void holdsForRetriesThatAreSentInTheEnd() {
        Published request = plot.publish("a");
        plot.reported(request, "RETRYING", 1, 1);
        plot.reported(request, "SENT", 2, 2, "SM1");

        assertThat(violations()).isEmpty();
    }

    @Test
    void holdsForARepeatedIdThatIsCalledSo() {
        plot.sent(plot.publish("a"), 1);
        plot.reported(plot.publish("a"), "DUPLICATE", 1, 2);

        assertThat(violations()).isEmpty();
    }

    @Test
    void letsAReceiptFollow() {
        Published request = plot.publish("a");
        plot.sent(request, 1);
        plot.reported(request, "DELIVERED", 0, 5);

        assertThat(violations()).isEmpty();
    }

    @Test
    void seesASecondEnd() {
        Published request = plot.publish("a");
        plot.sent(request, 1);
        plot.reported(request, "DUPLICATE", 1, 2);

        assertThat(violations()).singleElement().asString().startsWith("ended more than once: a ");
    }

    @Test
    void seesASecondRetryAfterOneAttempt() {
        Published request = plot.publish("a");
        plot.reported(request, "RETRYING", 1, 1);
        plot.reported(request, "RETRYING", 1, 2);
        plot.reported(request, "SENT", 2, 3, "SM1");

        assertThat(violations()).singleElement().asString()
                .startsWith("tried again more than once after one attempt: a ");
    }

    @Test
    void seesAMessageThatIsTheResultOfTwo() {
        plot.reported(plot.publish("a"), "SENT", 1, 1, "SM1");
        plot.reported(plot.publish("a"), "SENT", 1, 2, "SM1");
        plot.reported(plot.publish("b"), "SENT", 1, 2, "SM2");

        assertThat(violations()).singleElement().asString().startsWith("one message for several: ");
    }

    @Test
    void seesAReportAboutNothing() {
        Plot elsewhere = new Plot();
        elsewhere.publish("a");
        plot.reported(elsewhere.publish("b"), "FAILED", 1, 1);

        assertThat(violations()).singleElement().asString().startsWith("about nothing: ");
    }

    private List<String> violations() {
        return new ExactlyOneTerminalStatus().violations(plot.evidence()).toList();
    }
}
