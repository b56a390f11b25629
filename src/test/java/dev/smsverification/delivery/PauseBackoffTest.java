package dev.smsverification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.logging.Level;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import dev.smsverification.testing.HeardLog;

/** Pauses one after another: every probe finds the account in order, and yet messages are refused for it. */
class PauseBackoffTest {

    private static final OptionalInt CODE = OptionalInt.of(21606);

    @AutoClose
    private final HeardLog log = HeardLog.of(AccountPause.class);

    private final ManualLoop loop = new ManualLoop();
    private final Slots slots = new Slots(1, new RateLimiter(Optional.empty(), () -> 0), loop);
    private final AccountPause pause = new AccountPause(slots, new ScriptedSender(), loop);
    private int looks;

    @Test
    void triesLessAndLessOftenWhatNoProbeCanSee() {
        assertThat(IntStream.range(0, 8).map(_ -> secondsPaused())).containsExactly(1, 2, 4, 8, 16, 32, 60, 60);
    }

    @Test
    void saysItOnce() {
        secondsPaused();
        secondsPaused();

        assertThat(levels()).containsExactly("trouble");
    }

    @Test
    void startsAnewWhenAMessageWasAccepted() {
        secondsPaused();
        secondsPaused();
        pause.accepted(pause.generation());

        assertThat(secondsPaused()).isEqualTo(1);
        assertThat(levels()).containsExactly("trouble", "news", "trouble");
    }

    @Test
    void isNotFooledByWhatWasUnderWayWhenItBegan() {
        int before = pause.generation();
        pause.begin(CODE, slots::releaseCancelled);
        pause.accepted(before);
        secondsPaused();

        assertThat(secondsPaused()).isEqualTo(2);
        assertThat(levels()).containsExactly("trouble");
    }

    @Test
    void letsThoseWhoWaitLookForExpiryOnceASecondHoweverOftenItBegan() {
        pause.begin(CODE, slots::releaseCancelled);
        waitForSlot();
        loop.pass(Duration.ofSeconds(31));
        looks = 0;

        loop.pass(Duration.ofSeconds(10));

        assertThat(looks).isEqualTo(10);
    }

    private int secondsPaused() {
        pause.begin(CODE, slots::releaseCancelled);
        int seconds = 0;
        for (; pause.problem().isPresent(); seconds++) {
            loop.pass(Duration.ofSeconds(1));
        }
        return seconds;
    }

    /** A message that waits for ever, and is refused for the account whenever its turn comes. */
    private void waitForSlot() {
        slots.changed(() -> {
            looks++;
            return false;
        }).subscribe().with(_ -> {
            pause.begin(CODE, slots::releaseCancelled);
            waitForSlot();
        });
    }

    private List<String> levels() {
        return log.lines().stream()
                .map(line -> line.getLevel().intValue() > Level.INFO.intValue() ? "trouble" : "news").toList();
    }
}
