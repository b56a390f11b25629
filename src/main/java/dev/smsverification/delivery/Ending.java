package dev.smsverification.delivery;

import java.time.Duration;

import io.smallrye.mutiny.Uni;

/** What is done with a record after its recipient's turn: the recipient's next message need not wait until a result is durable. */
@FunctionalInterface
interface Ending {

    /** The longest time for which the recipient's next message waits for this: it may be a newer code. */
    Duration MAX_IN_TURN = Duration.ofSeconds(5);

    Uni<Handling> end();

    static Uni<Ending> with(Handling handling) {
        Ending ending = () -> Uni.createFrom().item(handling);
        return Uni.createFrom().item(ending);
    }

    /** Begins it within the turn, which lasts until it is done or {@link #MAX_IN_TURN} has passed. */
    default Uni<Ending> inTurn(EventLoop loop) {
        // With the context of the one who waits, for it holds the trace.
        return Uni.createFrom().context(context -> Uni.createFrom().emitter(turn -> {
            Uni<Handling> begun = end().memoize().indefinitely();
            Ending rest = () -> begun;
            turn.onTermination(loop.schedule(MAX_IN_TURN, () -> turn.complete(rest)));
            begun.subscribe().with(context, _ -> turn.complete(rest), turn::fail);
        }));
    }
}
