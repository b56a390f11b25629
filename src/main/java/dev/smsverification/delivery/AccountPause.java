package dev.smsverification.delivery;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import dev.smsverification.log.LogLine;
import io.smallrye.mutiny.Uni;

/**
 * A circuit breaker: holds back all sending while the account cannot send, and probes the account at growing intervals. A good probe only
 * half-opens the breaker, because an active account may still have no usable sender. The first accepted message closes it; another refusal
 * opens it again with a longer interval, without another log line.
 *
 * <pre>
 *            account refused          account probed well
 * Sending ────────────────────▶ Paused ────────────────▶ Unproven
 *    ▲                             ▲    account refused   │    │
 *    │                             └──────────────────────┘    │
 *    └─────────────────────────────────────────────────────────┘
 *                          message accepted
 * </pre>
 *
 * Changed on the event loop, read from anywhere.
 */
@Singleton
public final class AccountPause {

    private static final Logger LOG = Logger.getLogger(AccountPause.class);
    private static final Duration FIRST_PROBE = Duration.ofSeconds(1);
    private static final Duration LAST_PROBE = Duration.ofMinutes(1);
    private static final Duration EXPIRE_INTERVAL = Duration.ofSeconds(1);

    private final Slots slots;
    private final Sender sender;
    private final EventLoop loop;
    private volatile State state = new State.Sending();
    private int generation;
    private int proofs;
    private Duration nextProbe = FIRST_PROBE;

    AccountPause(Slots slots, Sender sender, EventLoop loop) {
        this.slots = slots;
        this.sender = sender;
        this.loop = loop;
    }

    private sealed interface State {

        /** Closed: nothing is known to be wrong. */
        record Sending() implements State {}

        /** Open: nothing is sent. */
        record Paused(Outcome.AccountProblem problem) implements State {}

        /** Half-open: messages are sent again, but none has been accepted yet. */
        record Unproven() implements State {}
    }

    /** What is wrong with the account, while nothing is sent because of it. */
    public Optional<Outcome.AccountProblem> problem() {
        return state instanceof State.Paused(Outcome.AccountProblem problem) ? Optional.of(problem) : Optional.empty();
    }

    /** @param expire run once a second during the pause: lets those go on that wait, and have expired */
    void begin(OptionalInt errorCode, Runnable expire) {
        switch (state) {
            case State.Sending _ -> {
                LogLine.of("Sending is paused: the account cannot send").withErrorCode(errorCode).error(LOG);
                generation++;
                pause(errorCode, expire);
            }
            case State.Unproven _ -> pause(errorCode, expire);
            case State.Paused _ -> {
            }
        }
    }

    private void pause(OptionalInt errorCode, Runnable expire) {
        State.Paused paused = new State.Paused(new Outcome.AccountProblem(errorCode));
        state = paused;
        slots.close();
        probe();
        expireDuring(paused, expire);
    }

    /** The generation of a message that is sent now. A new one begins with the first of several pauses, and when each of them ends. */
    int generation() {
        return generation;
    }

    /** How often a message was accepted that was sent after a pause, which proves that the account can send. */
    int proofs() {
        return proofs;
    }

    /**
     * To be called for every message that the provider accepted.
     *
     * @param sentIn its {@link #generation()}; one of an earlier generation proves nothing. One of this generation does, also where the
     *        breaker is open again: another message was refused, and answered first
     */
    void accepted(int sentIn) {
        if (sentIn != generation || state instanceof State.Sending) {
            return;
        }
        proofs++;
        nextProbe = FIRST_PROBE;
        if (state instanceof State.Unproven) {
            state = new State.Sending();
            LOG.info("Sending is resumed: the account can send again");
        }
    }

    private void probe() {
        Duration delay = nextProbe;
        Duration doubled = delay.multipliedBy(2);
        nextProbe = doubled.compareTo(LAST_PROBE) < 0 ? doubled : LAST_PROBE;
        loop.schedule(delay, () -> Uni.createFrom().deferred(sender::probe).emitOn(loop).subscribe()
                .with(answer -> answer.ifPresentOrElse(_ -> probe(), this::resume), fault -> {
                    LOG.errorf("The account could not be asked about, which is a fault of this program: %s",
                            fault.getClass().getName());
                    probe();
                }));
    }

    private void resume() {
        generation++;
        state = new State.Unproven();
        slots.open();
    }

    private void expireDuring(State.Paused paused, Runnable expire) {
        loop.schedule(EXPIRE_INTERVAL, () -> {
            if (state == paused) {
                expire.run();
                expireDuring(paused, expire);
            }
        });
    }
}
