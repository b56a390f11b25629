package dev.smsverification.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

class DeadLetteredOnceTest {

    private final Plot plot = new Plot();

    @Test
    void holdsForOneOfEach() {
        plot.deadLetter(plot.publish("a"));
        plot.deadLetter(plot.publish("b"));

        assertThat(violations()).isEmpty();
    }

    @Test
    void seesASecondCopy() {
        Published request = plot.publish("a");
        plot.deadLetter(request);
        plot.deadLetter(request);

        assertThat(violations()).singleElement().asString().startsWith("a at ");
    }

    private List<String> violations() {
        return new DeadLetteredOnce().violations(plot.evidence()).toList();
    }
}
