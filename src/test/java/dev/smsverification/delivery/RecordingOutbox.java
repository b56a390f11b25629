package dev.smsverification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

import io.smallrye.mutiny.Uni;

/** Remembers what it was given. Durable at once, unless the test holds it up. */
public final class RecordingOutbox implements Outbox {

    private final List<Result> results = new ArrayList<>();
    private final Queue<Runnable> notDurable = new ArrayDeque<>();
    private boolean heldUp;
    private boolean broken;

    /** Whatever comes from now on fails, as it would for a fault in the program. */
    public void breakDown() {
        broken = true;
    }

    /** What comes from now on is not durable before {@link #catchUp()}. */
    public void holdUp() {
        heldUp = true;
    }

    /** What comes from now on is durable at once; what was held up stays so. */
    public void holdUpNoMore() {
        heldUp = false;
    }

    public void catchUp() {
        heldUp = false;
        for (Runnable next = notDurable.poll(); next != null; next = notDurable.poll()) {
            next.run();
        }
    }

    public List<Result> results() {
        return results;
    }

    /** For a test in which there has to be one and no more. */
    Result onlyResult() {
        assertThat(results).hasSize(1);
        return results.getFirst();
    }

    /** For a test in which this event has to have one and no more. */
    Result resultOf(String eventId) {
        List<Result> own = results.stream().filter(result -> result.eventId().equals(eventId)).toList();
        assertThat(own).hasSize(1);
        return own.getFirst();
    }

    @Override
    public Uni<Result> publish(Result result) {
        return Uni.createFrom().emitter(emitter -> {
            if (broken) {
                emitter.fail(new IllegalStateException("broken"));
                return;
            }
            results.add(result);
            if (heldUp) {
                notDurable.add(() -> emitter.complete(result));
            } else {
                emitter.complete(result);
            }
        });
    }
}
