package dev.smsverification.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import dev.smsverification.delivery.EventLoop;
import io.quarkus.runtime.StartupEvent;

/** The state of consuming, for those who watch it. Safe to ask from any thread. */
@Singleton
public class Consumption {

    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final Intake intake;
    private final Ledger ledger;
    private final EventLoop loop;
    private volatile Standing latest = new Standing(Instant.now(), Map.of());

    Consumption(Intake intake, Ledger ledger, EventLoop loop) {
        this.intake = intake;
        this.ledger = ledger;
        this.loop = loop;
    }

    /** How things stood at most a second ago, if the event loop is well. */
    public Standing latest() {
        return latest;
    }

    /** How things stand, as soon as the event loop gets round to it. */
    public CompletableFuture<Standing> now() {
        return CompletableFuture.supplyAsync(intake::standing, loop);
    }

    /** Whether partitions are about to come, and it is being read what became of their requests so far. */
    public boolean readingLedger() {
        return ledger.reading();
    }

    void start(@Observes StartupEvent event) {
        loop.execute(this::look);
    }

    private void look() {
        latest = intake.standing();
        loop.schedule(INTERVAL, this::look);
    }
}
