package dev.smsverification.delivery;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

import org.jboss.logging.Logger;

import dev.smsverification.log.LogLine;
import io.smallrye.mutiny.Uni;

/**
 * A circuit breaker: holds back all sending while the account cannot send, and asks the provider, less and less often, whether it can again.
 * The answer does not tell all: an account can be in order and still have no sender to send from. So only a message that
 * the provider takes makes the next pause a new one; until then sending is tried less and less often as well, without
 * another word. Changed on the event loop, read from anywhere.
 */
public final class AccountPause {

    private static final Logger LOG = Logger.getLogger(AccountPause.class);
    private static final Duration FIRST_PROBE = Duration.ofSeconds(1);
    private static final Duration LAST_PROBE = Duration.ofMinutes(1);
    private static final Duration LOOK_FOR_EXPIRED = Duration.ofSeconds(1);

    private final Slots slots;
    private final Sender sender;
    private final EventLoop loop;
    private volatile Optional<Outcome.AccountProblem> problem = Optional.empty();
    private boolean unproven;
    private boolean expiring;
    private int resumed;
    private Duration nextProbe = FIRST_PROBE;

    AccountPause(Slots slots, Sender sender, EventLoop loop) {
        this.slots = slots;
        this.sender = sender;
        this.loop = loop;
    }

    /** What is wrong with the account, while nothing is sent for it. */
    public Optional<Outcome.AccountProblem> problem() {
        return problem;
    }

    void begin(OptionalInt errorCode) {
        if (problem.isPresent()) {
            return;
        }
        problem = Optional.of(new Outcome.AccountProblem(errorCode));
        slots.close();
        if (!unproven) {
            unproven = true;
            LogLine.of("Sending is paused: the account cannot send").withErrorCode(errorCode)
                    .error(LOG);
        }
        probe();
        if (!expiring) {
            expiring = true;
            expireWhilePaused();
        }
    }

    /** How often a message was taken after a pause, which proves that the account could send then. */
    int resumed() {
        return resumed;
    }

    /** To be told of every message that the provider took. */
    void taken() {
        if (unproven && problem.isEmpty()) {
            unproven = false;
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
        problem = Optional.empty();
        slots.open();
    }

    private void expireWhilePaused() {
        loop.schedule(LOOK_FOR_EXPIRED, () -> {
            expiring = problem.isPresent();
            if (expiring) {
                slots.releasePointless();
                expireWhilePaused();
            }
        });
    }
}
