package dev.smsverification.ops;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.inject.Any;
import jakarta.interceptor.Interceptor;

import dev.smsverification.delivery.Outcome;
import dev.smsverification.delivery.Sender;
import dev.smsverification.delivery.TextMessage;
import dev.smsverification.event.Reason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;

/** Measures how long the provider takes to answer, and counts the segments that it bills. */
@Decorator
@Priority(Interceptor.Priority.APPLICATION)
class InstrumentedSender implements Sender {

    private static final Duration[] UP_TO_THE_TIMEOUT = {Duration.ofMillis(50), Duration.ofMillis(100),
            Duration.ofMillis(250), Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofMillis(2_500),
            Duration.ofSeconds(5), Duration.ofSeconds(10)};

    private final Sender sender;
    private final MeterCache<Labels, Timer> answers;
    private final MeterCache<String, Counter> segments;

    InstrumentedSender(@Any @Delegate Sender sender, MeterRegistry meters) {
        this.sender = sender;
        this.answers = new MeterCache<>(labels -> Timer.builder(MetricNames.TWILIO_ANSWER)
                .description("From a call to Twilio to its answer, or to giving it up.")
                .tag(MetricNames.LABEL_CALL, labels.call().name().toLowerCase(Locale.ROOT))
                .tag(MetricNames.LABEL_OUTCOME, labels.outcome())
                .serviceLevelObjectives(UP_TO_THE_TIMEOUT).register(meters));
        this.segments = new MeterCache<>(country -> Counter.builder(MetricNames.SEGMENTS)
                .description("Segments of the messages that Twilio took; each is billed.")
                .tag(MetricNames.LABEL_COUNTRY, country).register(meters));
    }

    private enum Call {
        SEND, RECONCILE, PROBE
    }

    private record Labels(Call call, String outcome) {}

    @Override
    public Duration timeout() {
        return sender.timeout();
    }

    @Override
    public Uni<Outcome> send(TextMessage message) {
        return timed(Call.SEND, () -> sender.send(message), InstrumentedSender::wordOfSend)
                .invoke(outcome -> countIfAccepted(message, outcome));
    }

    @Override
    public Uni<Optional<Outcome>> reconcile(TextMessage message, Instant since) {
        if (!sender.canReconcile()) {
            return sender.reconcile(message, since);
        }
        return timed(Call.RECONCILE, () -> sender.reconcile(message, since), InstrumentedSender::word)
                .invoke(found -> found.ifPresent(outcome -> countIfAccepted(message, outcome)));
    }

    @Override
    public boolean canReconcile() {
        return sender.canReconcile();
    }

    @Override
    public Uni<Optional<Outcome>> probe() {
        return timed(Call.PROBE, sender::probe, InstrumentedSender::word);
    }

    private void countIfAccepted(TextMessage message, Outcome outcome) {
        if (outcome instanceof Outcome.Accepted) {
            segments.of(message.to().country()).increment(message.segments());
        }
    }

    private <T> Uni<T> timed(Call call, Supplier<Uni<T>> attempt, Function<T, String> word) {
        return Uni.createFrom().deferred(() -> {
            long start = System.nanoTime();
            return attempt.get().invoke(outcome -> answers.of(new Labels(call, word.apply(outcome)))
                    .record(System.nanoTime() - start, TimeUnit.NANOSECONDS));
        });
    }

    /** What may have been sent is given up by the worker's rule, and not rejected by the provider. */
    private static String wordOfSend(Outcome outcome) {
        return outcome instanceof Outcome.Rejected(Reason reason, OptionalInt code)
                && reason == Reason.UNCERTAIN_NOT_REPEATED
                        ? new Outcome.Uncertain(reason, code).word()
                        : outcome.word();
    }

    private static String word(Optional<Outcome> outcome) {
        return outcome.map(Outcome::word).orElse(MetricNames.NONE);
    }
}
