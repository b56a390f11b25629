package dev.smsverification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import dev.smsverification.event.Attempt;
import dev.smsverification.event.Consumed;
import dev.smsverification.event.PhoneNumber;
import dev.smsverification.event.Reason;
import dev.smsverification.event.Status;
import dev.smsverification.template.Rendering;

class DeliveryTest {

    private static final Outcome THROTTLED = new Outcome.Throttled(Optional.empty(), OptionalInt.of(20429));

    private final Workbench bench = new Workbench(2);

    @Test
    void sendsTheTextOfARequestForTheRestOfItsLife() {
        bench.handle(Consumed.signIn());

        assertThat(bench.sender.sent()).containsExactly(new TextMessage(
                new PhoneNumber("+12025550110", 1, "US"), "Your code is 012345", 1,
                Workbench.TTL.minus(Duration.between(Consumed.PUBLISHED, Consumed.ARRIVED))));
    }

    @Test
    void settlesWhenTheResultIsDurableAndNotBefore() {
        bench.outbox.holdUp();
        CompletableFuture<Handling> handling = bench.handle(Consumed.signIn());
        boolean beforeTheAnswer = handling.isDone();
        bench.sender.answer(ScriptedSender.accepted());
        boolean beforeItIsDurable = handling.isDone();

        bench.outbox.catchUp();

        assertThat(beforeTheAnswer).isFalse();
        assertThat(beforeItIsDurable).isFalse();
        assertThat(handling).isCompletedWithValue(Handling.SETTLED);
    }

    @Test
    void reportsWhatItSent() {
        bench.sender.answer(ScriptedSender.accepted());

        bench.handle(Consumed.signIn());

        assertThat(bench.outbox.onlyResult().disposition()).isEqualTo(new Disposition.Sent(ScriptedSender.accepted()));
        assertThat(bench.outbox.onlyResult().eventId()).isEqualTo("e-1");
        assertThat(bench.outbox.onlyResult().at()).isEqualTo(Consumed.ARRIVED);
    }

    @Test
    void keepsWhatIsNoRequest() {
        CompletableFuture<Handling> handling = bench.handle(Consumed.request("[]", Map.of()));

        assertThat(bench.outbox.onlyResult().disposition())
                .isEqualTo(new Disposition.DeadLetter(Reason.NOT_JSON,
                        OptionalInt.empty(), Optional.of("the value is not a JSON object")));
        assertThat(bench.outbox.onlyResult().request()).isEmpty();
        assertThat(handling).isCompletedWithValue(Handling.SETTLED);
        assertThat(bench.sender.sent()).isEmpty();
    }

    @Test
    void keepsWhatHasExpiredAfterAnAttempt() {
        bench.loop.pass(Workbench.TTL);

        bench.handle(Consumed.signInAgain(false));

        assertThat(bench.outbox.onlyResult().disposition())
                .isEqualTo(new Disposition.DeadLetter(Reason.CODE_EXPIRED, OptionalInt.empty(), Optional.empty()));
        assertThat(bench.sender.sent()).isEmpty();
    }

    @Test
    void dropsWhatHasExpired() {
        bench.handle(Consumed.signIn("e-1", "+12025550110", Consumed.ARRIVED));

        assertThat(bench.outbox.onlyResult().disposition())
                .isEqualTo(new Disposition.Dropped(Status.EXPIRED, Reason.CODE_EXPIRED));
        assertThat(bench.sender.sent()).isEmpty();
    }

    @Test
    void dropsWhatExpiresWhileItWaitsForASlot() {
        bench.handle(Consumed.signIn("e-1", "+12025550111", Consumed.ARRIVED.plusSeconds(60)));
        bench.handle(Consumed.signIn("e-2", "+12025550112", Consumed.ARRIVED.plusSeconds(60)));
        bench.handle(Consumed.signIn("e-3", "+12025550113", Consumed.ARRIVED.plusSeconds(60)));
        bench.loop.pass(Duration.ofMinutes(1));

        bench.sender.answer(ScriptedSender.accepted());

        assertThat(bench.outbox.resultOf("e-3").disposition().status()).isEqualTo(Status.EXPIRED);
    }

    @Test
    void sendsNoMoreAtOnceThanThereAreSlots() {
        for (int n = 0; n < 5; n++) {
            bench.handle(Consumed.signIn("e-" + n, "+1202555011" + n, Consumed.ARRIVED.plusSeconds(60)));
        }
        int atFirst = bench.sender.sent().size();

        bench.sender.answer(ScriptedSender.accepted());

        assertThat(atFirst).isEqualTo(2);
        assertThat(bench.sender.sent()).hasSize(3);
    }

    @Test
    void sendsFewerAtOnceWhenTheProviderAsksForLess() {
        Workbench busy = new Workbench(10);
        for (int n = 0; n < 11; n++) {
            busy.handle(Consumed.signIn("e-" + n, "+120255501%02d".formatted(n), Workbench.NEVER));
        }

        busy.sender.answer(THROTTLED);

        assertThat(busy.outbox.onlyResult().disposition().status()).isEqualTo(Status.RETRYING);
        assertThat(busy.sender.sent()).hasSize(10);
    }

    @Test
    void givesTheSlotBackAfterAFaultOfTheProgram() {
        bench.sender.faultNext();
        CompletableFuture<Handling> faulty = bench.handle(Consumed.signIn("e-0", "+12025550110", Workbench.NEVER));

        for (int n = 1; n <= 2; n++) {
            bench.handle(Consumed.signIn("e-" + n, "+1202555011" + n, Workbench.NEVER));
        }

        assertThat(faulty).isCompletedExceptionally();
        assertThat(bench.sender.sent()).hasSize(3);
    }

    @Test
    void repeatsOnceAtOnceWhatWasCertainlyNotSent() {
        bench.sender.answer(new Outcome.NotSent(Reason.PROVIDER_UNREACHABLE));
        bench.sender.answer(ScriptedSender.accepted());

        bench.handle(Consumed.signIn());

        assertThat(bench.sender.sent()).hasSize(2);
        assertThat(bench.outbox.onlyResult().disposition().status()).isEqualTo(Status.SENT);
    }

    @Test
    void repeatsNothingElseAtOnce() {
        bench.sender.answer(THROTTLED);

        bench.handle(Consumed.signIn());

        assertThat(bench.sender.sent()).hasSize(1);
        assertThat(bench.outbox.onlyResult().disposition())
                .isEqualTo(new Disposition.RetryAt(
                        new Attempt(2, Consumed.ARRIVED.plusSeconds(5), Consumed.ARRIVED, false), Reason.THROTTLED,
                        OptionalInt.of(20429)));
    }

    @Test
    void givesUpWhatNoTextCanBeMadeOf() {
        Workbench speechless = new Workbench(2, _ -> new Rendering.Unrenderable(Reason.TEMPLATE_MISSING));

        speechless.handle(Consumed.signIn());

        assertThat(speechless.outbox.onlyResult().disposition())
                .isEqualTo(Disposition.DeadLetter.of(Reason.TEMPLATE_MISSING, OptionalInt.empty()));
        assertThat(speechless.sender.sent()).isEmpty();
    }
}
