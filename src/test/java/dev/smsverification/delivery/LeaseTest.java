package dev.smsverification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import dev.smsverification.event.Consumed;

/** When a lease has ended, another worker may have the record. */
class LeaseTest {

    private final Workbench bench = new Workbench(2);

    @Test
    void waitsNoLongerForAConnectionThanTheLeaseLasts() {
        bench.delivery.leasesHoldUntil(Consumed.ARRIVED.plusSeconds(3));

        bench.handle(Consumed.signIn("e-1", "+12025550111", Workbench.NEVER));

        assertThat(bench.sender.sent()).singleElement().extracting(TextMessage::beginWithin)
                .isEqualTo(Duration.ofSeconds(3));
    }
}
