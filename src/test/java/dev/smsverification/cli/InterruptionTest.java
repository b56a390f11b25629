package dev.smsverification.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;

import org.junit.jupiter.api.Test;

class InterruptionTest {

    @Test
    void asksTheCommandToEndAndWaitsUntilItHas() throws InterruptedException {
        Interruption interruption = new Interruption();
        boolean before = interruption.asked();

        Thread hook = Thread.ofPlatform().start(interruption::ask);
        await().until(() -> hook.getState() == Thread.State.TIMED_WAITING);
        boolean meanwhile = interruption.asked();
        interruption.close();

        assertThat(hook.join(Duration.ofSeconds(5))).isTrue();
        assertThat(before).isFalse();
        assertThat(meanwhile).isTrue();
    }
}
