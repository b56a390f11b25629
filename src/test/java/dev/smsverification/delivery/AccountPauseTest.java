package dev.smsverification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.logging.Filter;
import java.util.logging.Logger;

import org.jboss.logmanager.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;

class AccountPauseTest {

    private static final OptionalInt CODE = OptionalInt.of(21606);

    private final Logger logger = Logger.getLogger(AccountPause.class.getName());
    private final Filter before = logger.getFilter();
    private final List<java.util.logging.Level> lines = new ArrayList<>();
    private int looks;

    private final Vertx vertx = Vertx.vertx();
    private final SteppedLoop loop = new SteppedLoop(vertx);
    private final Provider provider = new Provider();
    private final Slots slots = new Slots(1, new Pace(OptionalInt.empty(), System::nanoTime), loop);
    private final AccountPause pause = new AccountPause(slots, provider, loop);

    @BeforeEach
    void listen() {
        logger.setFilter(line -> {
            lines.add(line.getLevel());
            return false;
        });
    }

    @AfterEach
    void stop() {
        logger.setFilter(before);
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void sendsNothingUntilAProbeSucceeds() {
        provider.inOrder = false;
        pause.begin(CODE);

        loop.pass(Duration.ofSeconds(2));
        assertThat(slots.tryAcquire()).isFalse();
        assertThat(pause.problem()).contains(new Outcome.AccountProblem(CODE));

        provider.inOrder = true;
        loop.pass(Duration.ofSeconds(2));
        assertThat(slots.tryAcquire()).isTrue();
        assertThat(pause.problem()).isEmpty();
    }

    @Test
    void probesLessAndLessOften() {
        provider.inOrder = false;
        pause.begin(CODE);

        loop.pass(Duration.ofMinutes(5));

        assertThat(provider.probedAfter).containsExactly(1L, 3L, 7L, 15L, 31L, 63L, 123L, 183L, 243L);
    }

    @Test
    void triesLessAndLessOftenWhatNoProbeCanSee() {
        for (int i = 0; i < 5; i++) {
            pause.begin(CODE);
            loop.pass(loop.untilLast());
        }

        assertThat(provider.probedAfter).containsExactly(1L, 3L, 7L, 15L, 31L);
        assertThat(lines).as("one line for all of it").containsExactly(Level.ERROR);
    }

    @Test
    void startsAnewWhenAMessageWasTaken() {
        pause.begin(CODE);
        loop.pass(loop.untilLast());
        pause.taken();
        pause.begin(CODE);
        loop.pass(loop.untilLast());

        assertThat(provider.probedAfter).containsExactly(1L, 2L);
        assertThat(lines).containsExactly(Level.ERROR, Level.INFO,
                Level.ERROR);
    }

    @Test
    void isNotFooledByWhatWasUnderWayWhenItBegan() {
        pause.begin(CODE);
        pause.taken();
        loop.pass(loop.untilLast());
        pause.begin(CODE);
        loop.pass(loop.untilLast());

        assertThat(provider.probedAfter).containsExactly(1L, 3L);
    }

    @Test
    void letsThoseWhoWaitLookForExpiryOnceASecondHoweverOftenItBegan() {
        pause.begin(CODE);
        waitForSlot();
        loop.pass(Duration.ofSeconds(31));
        looks = 0;

        loop.pass(Duration.ofSeconds(10));

        assertThat(provider.probedAfter).as("pauses before").containsExactly(1L, 3L, 7L, 15L, 31L);
        assertThat(looks).isEqualTo(10);
    }

    /** A message that waits for ever, and is refused for the account whenever its turn comes. */
    private void waitForSlot() {
        slots.changed().subscribe().with(_ -> {
            looks++;
            pause.begin(CODE);
            waitForSlot();
        });
    }

    /** An account that a probe finds in order or not. */
    private final class Provider implements Sender {

        private final List<Long> probedAfter = new ArrayList<>();
        private boolean inOrder = true;

        @Override
        public Uni<Optional<Outcome>> probe() {
            probedAfter.add(loop.now().toSeconds());
            return Uni.createFrom().item(inOrder ? Optional.empty() : Optional.of(new Outcome.AccountProblem(CODE)));
        }

        @Override
        public Duration timeout() {
            return Duration.ZERO;
        }

        @Override
        public Uni<Outcome> send(TextMessage message) {
            throw new AssertionError("sends nothing");
        }

        @Override
        public Uni<Optional<Outcome>> find(TextMessage message, Instant since) {
            throw new AssertionError("finds nothing");
        }
    }
}
