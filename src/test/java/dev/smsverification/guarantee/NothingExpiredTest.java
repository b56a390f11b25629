package dev.smsverification.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.smsverification.testing.Request;

class NothingExpiredTest {

    private final Plot plot = new Plot();

    private final Published request = plot
            .publish(Draft.of(Request.to(Plot.PHONE, "Zq1").expiresAt(Plot.second(10))));

    @Test
    void holdsBefore() {
        plot.sent(request, 9);

        assertThat(violations()).isEmpty();
    }

    @Test
    void seesACodeAcceptedAfterItsEnd() {
        plot.sent(request, 12);

        assertThat(violations()).hasSize(1);
    }

    private List<String> violations() {
        return new NothingExpired().violations(plot.evidence()).toList();
    }
}
