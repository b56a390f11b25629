package dev.smsverification.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;

import dev.smsverification.event.Attempt;
import dev.smsverification.event.Consumed;
import dev.smsverification.event.HeaderNames;
import dev.smsverification.event.Reason;
import dev.smsverification.event.Received;
import dev.smsverification.event.Status;
import dev.smsverification.template.Rendering;

/** The provider is asked what became of a message that may have been sent. */
class QuestionsTest {

    private static final Outcome UNCERTAIN = new Outcome.Uncertain(Reason.PROVIDER_TIMEOUT, OptionalInt.empty());

    private static final Map<String, String> REPLAYED = Map.of(HeaderNames.REPLAYED_AT, Consumed.ARRIVED.toString());

    private final Workbench bench = new Workbench(2);

    @Test
    void dropsWhatExpiresWhileTheProviderIsAskedForIt() {
        bench.sender.whileAsked(() -> bench.loop.pass(Duration.ofMinutes(1)));

        bench.handle(Consumed.signIn("e-1", "+12025550111", Consumed.ARRIVED.plusSeconds(60)).maybeSent());

        assertThat(bench.sender.questions()).hasSize(1);
        assertThat(bench.sender.sent()).isEmpty();
        assertThat(bench.outbox.onlyResult().disposition().status()).isEqualTo(Status.EXPIRED);
    }

    /** It may have been given up because nobody knew whether it had been sent. */
    @Test
    void asksBeforeItSendsWhatIsReplayed() {
        bench.sender.finds(Optional.of(ScriptedSender.accepted()));

        bench.handle(replayed());

        assertThat(bench.sender.questions()).containsExactly(Consumed.PUBLISHED);
        assertThat(bench.sender.sent()).isEmpty();
        assertThat(bench.outbox.onlyResult().disposition().status()).isEqualTo(Status.SENT);
    }

    /** A record may have the timestamp of what caused it. */
    @Test
    void takesWhatIsReplayedForNoOlderThanItWas() {
        String event = "{'id':'e-1','phone':'+12025550110','usageType':'SignIn','code':'012345','requestedAt':'%s'}"
                .formatted(Consumed.PUBLISHED.plusMillis(100));
        bench.sender.answer(new Outcome.Rejected(Reason.REQUEST_REJECTED, OptionalInt.empty()));
        bench.handle(Consumed.request(event, Map.of()));
        Received replayed = Consumed.moved(Consumed.request(event, REPLAYED), 43);
        bench.sender.answer(UNCERTAIN);
        bench.handle(replayed);
        Attempt next = ((Disposition.RetryAt) bench.outbox.results().getLast().disposition()).next();

        bench.sender.answer(ScriptedSender.accepted());
        bench.handle(new Received(replayed.record(), replayed.source(), next));

        assertThat(bench.outbox.results()).extracting(it -> it.disposition().status()).containsExactly(Status.FAILED,
                Status.RETRYING, Status.SENT);
    }

    @Test
    void sendsWhatIsReplayedWhereNobodyCanBeAsked() {
        bench.sender.cannotReconcile();

        bench.handle(replayed());

        assertThat(bench.sender.sent()).hasSize(1);
        assertThat(bench.sender.questions()).isEmpty();
    }

    /** The worker before may have sent the newer one, and this one know of it only now. */
    @Test
    void sendsNothingWhereANewerCodeHasComeWhileTheProviderWasAsked() {
        bench.sender.whileAsked(() -> bench.handle(Consumed.signIn("newer", "+12025550110", Workbench.NEVER)));

        bench.handle(Consumed.signInAgain(true));
        bench.sender.answer(ScriptedSender.accepted());

        assertThat(bench.sender.questions()).hasSize(1);
        assertThat(bench.sender.sent()).hasSize(1);
        assertThat(bench.outbox.results()).extracting(Result::eventId, it -> it.disposition().status())
                .containsExactly(tuple("e-1", Status.SUPERSEDED), tuple("newer", Status.SENT));
    }

    /** It was sent before the trouble began, and proves nothing. */
    @Test
    void takesNoMessageThatTheProviderTurnsOutToHaveForASignThatTheAccountCanSend() {
        bench.pause.begin(OptionalInt.empty(), () -> {});
        bench.loop.pass(Duration.ofSeconds(1));
        bench.sender.finds(Optional.of(ScriptedSender.accepted()));
        bench.handle(Consumed.signInAgain(true));

        bench.pause.begin(OptionalInt.empty(), () -> {});
        bench.loop.pass(Duration.ofSeconds(1));

        assertThat(bench.outbox.onlyResult().disposition().status()).isEqualTo(Status.SENT);
        assertThat(bench.pause.problem()).as("the second pause is the longer one").isPresent();
    }

    @Test
    void asksFirstWhetherAnUncertainAttemptGotThrough() {
        bench.sender.finds(Optional.of(ScriptedSender.accepted()));

        bench.handle(Consumed.signInAgain(true));

        assertThat(bench.sender.questions()).containsExactly(Consumed.PUBLISHED);
        assertThat(bench.sender.sent()).isEmpty();
        assertThat(bench.outbox.onlyResult().disposition()).isEqualTo(new Disposition.Sent(ScriptedSender.accepted()));
    }

    /** The message in the provider's list is that of the first one. */
    @Test
    void asksNothingAboutAnExpiredEventThatWasHandledBefore() {
        Received first = Consumed.signIn("e-1", "+12025550111", Consumed.ARRIVED).maybeSent();
        Received second = Consumed.moved(first, Consumed.OFFSET + 1);
        bench.sender.finds(Optional.of(ScriptedSender.accepted()));

        bench.handle(first);
        bench.handle(second);

        assertThat(bench.sender.questions()).hasSize(1);
        assertThat(bench.outbox.results()).extracting(it -> it.disposition().status()).containsExactly(Status.SENT,
                Status.EXPIRED);
    }

    @Test
    void sendsWhatTheProviderNeverGot() {
        bench.sender.answer(ScriptedSender.accepted());

        bench.handle(Consumed.signInAgain(true));

        assertThat(bench.sender.questions()).hasSize(1);
        assertThat(bench.sender.sent()).hasSize(1);
    }

    @Test
    void triesLaterWhenTheQuestionIsNotAnswered() {
        bench.sender.finds(Optional.of(UNCERTAIN));

        bench.handle(Consumed.signInAgain(true));

        assertThat(bench.sender.sent()).isEmpty();
        assertThat(bench.outbox.onlyResult().disposition().status()).isEqualTo(Status.RETRYING);
    }

    @Test
    void asksLaterAboutASupersededRequestWhenTheQuestionIsNotAnswered() {
        bench.sender.finds(Optional.of(UNCERTAIN));
        bench.handle(Consumed.signIn("e-2", "+12025550110", Workbench.NEVER));
        bench.sender.answer(ScriptedSender.accepted());

        bench.handle(Consumed.signInAgain(true));

        assertThat(bench.outbox.results()).extracting(it -> it.disposition().status()).containsExactly(Status.SENT,
                Status.RETRYING);
    }

    @Test
    void promisesNothingOfWhatMayHaveBeenSentAndNobodyIsAskedFor() {
        bench.sender.cannotReconcile();

        bench.handle(Consumed.signIn("e-1", "+12025550111", Consumed.ARRIVED).maybeSent());

        assertThat(bench.sender.questions()).isEmpty();
        assertThat(bench.outbox.onlyResult().disposition()).isEqualTo(
                Disposition.DeadLetter.of(Reason.UNCERTAIN_NOT_REPEATED, OptionalInt.empty()));
    }

    @Test
    void asksNoMoreAtOnceThanThereAreSlots() {
        for (int n = 0; n < 2; n++) {
            bench.handle(Consumed.signIn("e-" + n, "+1202555011" + n, Workbench.NEVER));
        }
        bench.handle(Consumed.signIn("e-2", "+12025550112", Consumed.ARRIVED).maybeSent());
        int atFirst = bench.sender.questions().size();

        bench.sender.answer(ScriptedSender.accepted());

        assertThat(atFirst).isZero();
        assertThat(bench.sender.questions()).hasSize(1);
        assertThat(bench.outbox.results()).extracting(it -> it.disposition().status()).containsExactly(Status.SENT,
                Status.EXPIRED);
    }

    @Test
    void asksAtOnceWhereNoLaterAttemptWould() {
        bench.sender.finds(Optional.of(ScriptedSender.accepted()));

        attemptTheLastInTime();

        assertThat(bench.outbox.onlyResult().disposition()).isEqualTo(new Disposition.Sent(ScriptedSender.accepted()));
    }

    @Test
    void givesUpWhatTheProviderDoesNotKnowOf() {
        attemptTheLastInTime();

        assertThat(bench.outbox.onlyResult().disposition())
                .isEqualTo(Disposition.DeadLetter.of(Reason.PROVIDER_TIMEOUT, OptionalInt.empty()));
        assertThat(bench.sender.sent()).hasSize(1);
    }

    @Test
    void givesUpForItsOwnReasonWhatItCannotAskAbout() {
        bench.sender.finds(Optional.of(new Outcome.AccountProblem(OptionalInt.of(20003))));

        attemptTheLastInTime();

        assertThat(bench.outbox.onlyResult().disposition())
                .isEqualTo(Disposition.DeadLetter.of(Reason.PROVIDER_TIMEOUT, OptionalInt.empty()));
    }

    @Test
    void asksNothingAboutWhatTheProviderRefused() {
        bench.sender.finds(Optional.of(ScriptedSender.accepted()));
        bench.handle(Consumed.signIn());

        bench.sender.answer(new Outcome.Rejected(Reason.REQUEST_REJECTED, OptionalInt.empty()));

        assertThat(bench.sender.questions()).isEmpty();
        assertThat(bench.outbox.onlyResult().disposition().status()).isEqualTo(Status.FAILED);
    }

    /** Whatever hides its text, nobody could ask about it. */
    @Test
    void callsExpiredWhatHasExpiredAlsoWhereNoTextCanBeMadeOfIt() {
        Workbench speechless = new Workbench(2, _ -> new Rendering.Unrenderable(Reason.TEMPLATE_MISSING));

        speechless.handle(Consumed.signIn("e-1", "+12025550111", Consumed.ARRIVED).maybeSent());

        assertThat(speechless.outbox.onlyResult().disposition())
                .isEqualTo(new Disposition.Dropped(Status.EXPIRED, Reason.CODE_EXPIRED));
    }

    @Test
    void sendsFewerAtOnceAlsoWhenAQuestionIsThrottled() {
        Workbench busy = new Workbench(10);
        busy.sender.finds(Optional.of(new Outcome.Throttled(Optional.empty(), OptionalInt.empty())));
        for (int n = 0; n < 9; n++) {
            busy.handle(Consumed.signIn("e-" + n, "+1202555011" + n, Workbench.NEVER));
        }
        busy.handle(Consumed.signIn("e-9", "+12025550119", Workbench.NEVER).maybeSent());

        busy.handle(Consumed.signIn("e-10", "+12025550120", Workbench.NEVER));

        assertThat(busy.sender.sent()).hasSize(9);
    }

    /** Not known whether it was sent, and the code expires before it could be tried again. */
    private void attemptTheLastInTime() {
        bench.handle(Consumed.signIn("e-1", "+12025550110", Consumed.ARRIVED.plusSeconds(3)));
        bench.sender.answer(UNCERTAIN);
    }

    private static Received replayed() {
        return Consumed.request(Consumed.signIn().record().value(), Consumed.headers(REPLAYED));
    }
}
