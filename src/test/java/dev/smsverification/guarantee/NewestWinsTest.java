package dev.smsverification.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.smsverification.testing.Request;

class NewestWinsTest {

    private final Plot plot = new Plot();

    @Test
    void holdsInOrder() {
        plot.sent(plot.publish("old"), 1);
        plot.sent(plot.publish("new"), 2);

        assertThat(violations()).isEmpty();
    }

    @Test
    void seesAnOlderCodeAcceptedAfterANewerOne() {
        Published old = plot.publish("old");
        plot.refused(old, 1);
        plot.sent(plot.publish("new"), 2);
        plot.sent(old, 3);

        assertThat(violations()).singleElement().asString().startsWith("old ");
    }

    @Test
    void letsTheCodesOfOtherUsageTypesBe() {
        Published old = plot.publish("old");
        plot.sent(plot.publish(Draft.of(Request.to(Plot.PHONE, "Zq1").usageType("Register"))), 2);
        plot.sent(old, 3);

        assertThat(violations()).isEmpty();
    }

    @Test
    void doesNotTakeARepeatedIdForANewerCode() {
        plot.sent(plot.publish("old"), 1);
        plot.sent(plot.publish("new"), 2);
        plot.reported(plot.publish("old"), "DUPLICATE", 1, 3);

        assertThat(violations()).isEmpty();
    }

    private List<String> violations() {
        return new NewestWins().violations(plot.evidence()).toList();
    }
}
