package dev.smsverification.delivery;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

import org.jboss.logging.Logger;

/**
 * Holds back all sending while the account cannot send, and asks the provider, less and less often, whether it can again.
 * Changed on the event loop, read from anywhere.
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
        LOG.errorf("Sending is paused: the account cannot send, errorCode=%s", inWords(errorCode));
        probeIn(FIRST_PROBE);
        expireWhilePaused();
    }

    private void probeIn(Duration delay) {
        Duration next = delay.multipliedBy(2);
        loop.schedule(delay, () -> sender.probe().emitOn(loop).subscribe().with(
                answer -> answer.ifPresentOrElse(_ -> probeIn(next.compareTo(LAST_PROBE) < 0 ? next : LAST_PROBE),
                        this::end)));
    }

    private void end() {
        problem = Optional.empty();
        LOG.info("Sending is resumed: the account can send again");
        slots.open();
    }

    private void expireWhilePaused() {
        loop.schedule(LOOK_FOR_EXPIRED, () -> {
            if (problem.isPresent()) {
                slots.wakeAll();
                expireWhilePaused();
            }
        });
    }

    private static String inWords(OptionalInt errorCode) {
        return errorCode.isPresent() ? Integer.toString(errorCode.getAsInt()) : "none";
    }
}
