package dev.smsverification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.smsverification.testing.Mappings;

/** What the configuration brings about on the path of a record. */
class DeliveryBeansTest {

    private final ManualLoop loop = new ManualLoop();

    @Test
    void limitsTheRate() {
        DeliveryConfig config = Mappings.of(DeliveryConfig.class, Map.of("sms.rate-limit.per-second", "1"));
        Slots slots = new DeliveryBeans().slots(config, loop, loop.clock());

        // Before anything else takes a second.
        List<Boolean> acquired = List.of(slots.tryAcquire(), slots.tryAcquire());

        assertThat(acquired).containsExactly(true, false);
    }
}
