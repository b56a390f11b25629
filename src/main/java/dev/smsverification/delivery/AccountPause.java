package dev.smsverification.delivery;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import dev.smsverification.log.LogLine;
import io.smallrye.mutiny.Uni;

/**
 * A circuit breaker: holds back all sending while the account cannot send, and asks the provider, less and less often, whether it can again.
 * The answer does not tell all: an account can be in order and still have no sender to send from. So the breaker is only half-open then, and a
 * message that the provider takes closes it. Until then the pauses become longer and longer as well, without another word.
 *
 * <pre>
 *            account refused          account probed well
 * Sending ────────────────────▶ Paused ────────────────▶ Unproven
 *    ▲                             ▲    account refused   │    │
 *    │                             └──────────────────────┘    │
 *    └─────────────────────────────────────────────────────────┘
 *                            message taken
 * </pre>
 *
 * Changed on the event loop, read from anywhere.
 */
@Singleton
public final class AccountPause {

    private static final Logger LOG = Logger.getLogger(AccountPause.class);
    private static final Duration FIRST_PROBE = Duration.ofSeconds(1);
    private static final Duration LAST_PROBE = Duration.ofMinutes(1);
    private static final Duration LOOK_FOR_EXPIRED = Duration.ofSeconds(1);

    private final Slots slots;
    private final Sender sender;
    private final EventLoop loop;
    private volatile State state = new State.Sending();
    private int resumed;
    private Duration nextProbe = FIRST_PROBE;

    AccountPause(Slots slots, Sender sender, EventLoop loop) {
        this.slots = slots;
        this.sender = sender;
        this.loop = loop;
    }

    private sealed interface State {

        /** The circuit is closed: nothing is known to be wrong. */
        record Sending() implements State {}

        /** It is open: nothing is sent. */
        record Paused(Outcome.AccountProblem problem) implements State {}

        /** It is half-open: sent again, but nothing taken yet. */
        record Unproven() implements State {}
    }

    /** What is wrong with the account, while nothing is sent for it. */
    public Optional<Outcome.AccountProblem> problem() {
        return state instanceof State.Paused(Outcome.AccountProblem problem) ? Optional.of(problem) : Optional.empty();
    }

    void begin(OptionalInt errorCode) {
        switch (state) {
            case State.Sending _ -> {
                LogLine.of("Sending is paused: the account cannot send").withErrorCode(errorCode).error(LOG);
                pause(errorCode);
            }
            case State.Unproven _ -> pause(errorCode);
            case State.Paused _ -> {
            }
        }
    }

    private void pause(OptionalInt errorCode) {
        State.Paused paused = new State.Paused(new Outcome.AccountProblem(errorCode));
        state = paused;
        slots.close();
        probe();
        expireDuring(paused);
    }

    /** How often a message was taken after a pause, which proves that the account could send then. */
    int resumed() {
        return resumed;
    }

    /** To be told of every message that the provider took. */
    void taken() {
        if (state instanceof State.Unproven) {
            state = new State.Sending();
            resumed++;
            nextProbe = FIRST_PROBE;
            LOG.info("Sending is resumed: the account can send again");
        }
    }

    private void probe() {
        Duration delay = nextProbe;
        Duration doubled = delay.multipliedBy(2);
        nextProbe = doubled.compareTo(LAST_PROBE) < 0 ? doubled : LAST_PROBE;
        loop.schedule(delay, () -> Uni.createFrom().deferred(sender::probe).emitOn(loop).subscribe()
                .with(answer -> answer.ifPresentOrElse(_ -> probe(), this::end), fault -> {
                    LOG.errorf("The account could not be asked about, which is a fault of this program: %s",
                            fault.getClass().getName());
                    probe();
                }));
    }

    private void end() {
        state = new State.Unproven();
        slots.open();
    }

    private void expireDuring(State.Paused paused) {
        loop.schedule(LOOK_FOR_EXPIRED, () -> {
            if (state == paused) {
                slots.releasePointless();
                expireDuring(paused);
            }
        });
    }
}
