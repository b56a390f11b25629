package dev.smsverification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;

class TurnQueuesTest {

    private static final String RECIPIENT = "+12025550111";

    private final TurnQueues queues = new TurnQueues(new ManualLoop());
    private boolean cancelled;

    @Test
    void letsTheNextHaveItsTurnAlsoWhereTheWorkBeforeCouldNotEvenBegin() {
        queues.<String>inTurn(RECIPIENT, () -> false, () -> {
            throw new IllegalStateException("expected by the test");
        }).subscribe().withSubscriber(UniAssertSubscriber.create()).assertFailedWith(IllegalStateException.class);

        enter(Uni.createFrom().item("next")).assertCompleted();
    }

    @Test
    void leavesTheTurnToWhomItBelongsWhereOneWhoseWaitIsCancelledGoesOn() {
        var first = enter(Uni.createFrom().nothing());
        var second = enter(Uni.createFrom().item("second"));
        var third = enter(Uni.createFrom().item("third"));
        cancelled = true;
        queues.releaseCancelled("+12025550112");
        second.assertNotTerminated();

        queues.releaseCancelled(RECIPIENT);

        second.assertCompleted();
        third.assertCompleted();
        cancelled = false;
        var fourth = enter(Uni.createFrom().item("fourth"));
        fourth.assertNotTerminated();
        first.cancel();
        assertThat(fourth.assertCompleted().getItem()).isEqualTo("fourth");
    }

    private UniAssertSubscriber<String> enter(Uni<String> work) {
        return queues.inTurn(RECIPIENT, () -> cancelled, () -> work).subscribe()
                .withSubscriber(UniAssertSubscriber.create());
    }
}
