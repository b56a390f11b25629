package dev.smsverification.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;

import dev.smsverification.guarantee.Evidence;
import dev.smsverification.testing.WorkerProcess;

/** All brokers are away for a minute, in the middle of a backlog, and results soon fill the producer's buffer. */
record Outage() implements Mode {

    private static final int RECORDS = 20_000;
    private static final int BROKERS = 3;
    private static final Duration AWAY = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    /** Four batches. */
    private static final Map<String, String> SMALL_BUFFER = Map.of("mp.messaging.outgoing.outbox.buffer.memory",
            "65536");

    @Override
    public boolean run() {
        Setup setup = Setup.of(BROKERS, 1, Answering.accepting(), Duration.ofMillis(100)).with(SMALL_BUFFER);
        try (Stage stage = Stage.of(setup)) {
            stage.publishBacklog(RECORDS);
            stage.crew().start();
            WorkerProcess worker = stage.crew().worker(0);
            Awaitility.await().atMost(PATIENCE).until(() -> stage.twilio().accepted() >= RECORDS / 4);
            IntStream.range(0, BROKERS).forEach(stage::stopBroker);
            Pause.of(AWAY);
            boolean live = worker.isLive();
            boolean ready = worker.isReady();
            IntStream.range(0, BROKERS).forEach(stage::startBroker);
            boolean ended = stage.scenario().awaitEnd(PATIENCE);
            boolean readyAgain = worker.isReady();
            Evidence evidence = stage.rest();
            boolean good = new Report(evidence, stage.journal().incidents(), stage.twilio().questions()).print(List.of(
                    "all brokers away for %d s, drained: %s".formatted(AWAY.toSeconds(), ended),
                    "meanwhile live: %s, ready: %s; afterwards ready: %s".formatted(live, ready, readyAgain)));
            return good && ended && live && !ready && readyAgain;
        }
    }
}
