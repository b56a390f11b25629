package dev.smsverification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;

class TurnsTest {

    private static final String RECIPIENT = "+12025550111";

    private final Turns turns = new Turns(new ManualLoop());
    private boolean pointless;

    @Test
    void letsTheNextHaveItsTurnAlsoWhereTheWorkBeforeCouldNotEvenBegin() {
        turns.<String>inTurn(RECIPIENT, () -> false, () -> {
            throw new IllegalStateException("expected by the test");
        }).subscribe().withSubscriber(UniAssertSubscriber.create()).assertFailedWith(IllegalStateException.class);

        enter(Uni.createFrom().item("next")).assertCompleted();
    }

    @Test
    void leavesTheTurnToWhomItBelongsWhereOneWhoseWaitIsPointlessGoesOn() {
        var first = enter(Uni.createFrom().nothing());
        var second = enter(Uni.createFrom().item("second"));
        var third = enter(Uni.createFrom().item("third"));
        pointless = true;
        turns.releasePointless("+12025550112");
        second.assertNotTerminated();

        turns.releasePointless(RECIPIENT);

        second.assertCompleted();
        third.assertCompleted();
        pointless = false;
        var fourth = enter(Uni.createFrom().item("fourth"));
        fourth.assertNotTerminated();
        first.cancel();
        assertThat(fourth.assertCompleted().getItem()).isEqualTo("fourth");
    }

    private UniAssertSubscriber<String> enter(Uni<String> work) {
        return turns.inTurn(RECIPIENT, () -> pointless, () -> work).subscribe()
                .withSubscriber(UniAssertSubscriber.create());
    }
}
