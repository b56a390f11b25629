package dev.smsverification.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import dev.smsverification.event.Consumed;
import dev.smsverification.event.Decoder;
import dev.smsverification.event.Received;
import dev.smsverification.event.SmsRequest;
import dev.smsverification.guard.History;
import dev.smsverification.guard.NewestCodes;
import dev.smsverification.template.Rendering;
import dev.smsverification.template.Segments;
import io.smallrye.mutiny.Uni;

/** A delivery put together by hand: real but for provider, outbox and time. */
public final class Workbench {

    public static final Duration TTL = Duration.ofMinutes(10);
    /** Long after all that happens here. */
    public static final Instant NEVER = Consumed.PUBLISHED.plus(Duration.ofDays(1));
    private static final RetryPolicy POLICY = new RetryPolicy(List.of(Duration.ofSeconds(5), Duration.ofSeconds(30)),
            3);

    public final ManualLoop loop = new ManualLoop();
    public final ScriptedSender sender = new ScriptedSender();
    public final RecordingOutbox outbox = new RecordingOutbox();
    final History history = new History(TTL);
    public final Unreported unreported = new Unreported();
    public final AccountPause pause;
    public final Delivery delivery;

    /**
     * One whose leases are confirmed for as long as anybody looks.
     *
     * @param inFlight how many requests at once
     */
    public Workbench(int inFlight) {
        this(inFlight, () -> {});
    }

    /** One whose leases nobody has confirmed yet. */
    public static Workbench unconfirmed(int inFlight) {
        return new Workbench(inFlight, () -> {}, Workbench::render);
    }

    /** @param inTheMoment what happens before the one repetition at once of what was not sent */
    Workbench(int inFlight, Runnable inTheMoment) {
        this(inFlight, inTheMoment, Workbench::render);
        delivery.leasesHoldUntil(NEVER);
    }

    /** One that renders like this. */
    Workbench(int inFlight, Function<SmsRequest, Rendering> renderer) {
        this(inFlight, () -> {}, renderer);
        delivery.leasesHoldUntil(NEVER);
    }

    private Workbench(int inFlight, Runnable inTheMoment, Function<SmsRequest, Rendering> renderer) {
        Slots slots = new Slots(inFlight, new RateLimiter(Optional.empty(), System::nanoTime), loop);
        pause = new AccountPause(slots, sender, loop);
        AttemptRunner runner = new AttemptRunner(renderer, sender, POLICY,
                () -> Uni.createFrom().voidItem().invoke(inTheMoment), loop.clock());
        delivery = new Delivery(new Decoder(TTL), history, new NewestCodes(TTL), unreported, runner, outbox,
                slots, pause, loop, loop.clock());
    }

    /** Handles a record whose lease does not end. */
    CompletableFuture<Handling> handle(Received received) {
        return handle(received, () -> true);
    }

    CompletableFuture<Handling> handle(Received received, Lease lease) {
        return delivery.handle(received, lease).subscribeAsCompletionStage();
    }

    private static Rendering render(SmsRequest request) {
        String text = "Your code is " + request.code();
        return new Rendering.Text(text, Segments.of(text), Optional.empty());
    }
}
