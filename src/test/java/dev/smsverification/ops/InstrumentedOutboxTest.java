package dev.smsverification.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import dev.smsverification.delivery.RecordingOutbox;
import dev.smsverification.event.Reason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

class InstrumentedOutboxTest {

    /** To Prometheus, one that first appears with the value 1 has not grown. */
    @Test
    void theDeadLettersOfEachReasonAreCountedFromZero() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();

        new InstrumentedOutbox(new RecordingOutbox(), null, null, meters);

        assertThat(meters.get("sms_dead_letters_total").counters()).allMatch(counter -> counter.count() == 0)
                .extracting(Counter::getId).extracting(id -> id.getTag("reason"))
                .containsExactlyInAnyOrderElementsOf(Stream.of(Reason.values()).map(Reason::word).toList());
    }
}
