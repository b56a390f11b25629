package dev.smsverification.guarantee;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

import dev.smsverification.testing.Observed;
import dev.smsverification.testing.Observer;

/** Reads the status and the dead-letter topic on a thread of its own. */
final class Watch implements AutoCloseable {

    private static final int QUIET_POLLS = 10;

    private final Topics topics;
    private final Queue<Reported> reported = new ConcurrentLinkedQueue<>();
    private final Queue<Observed> deadLetters = new ConcurrentLinkedQueue<>();
    private final Set<Place> read = new HashSet<>();
    private final Set<Place> ended = ConcurrentHashMap.newKeySet();
    private final AtomicInteger emptyPolls = new AtomicInteger();
    private final Thread thread;
    private volatile boolean closed;

    Watch(String bootstrapServers, Topics topics) {
        this.topics = topics;
        thread = Thread.ofPlatform().name("watch").daemon().start(() -> {
            try (Observer observer = Observer.of(bootstrapServers, topics.status(), topics.deadLetter())) {
                while (!closed) {
                    List<Observed> arrived = observer.next(Duration.ofMillis(200));
                    arrived.forEach(this::note);
                    emptyPolls.updateAndGet(polls -> arrived.isEmpty() ? polls + 1 : 0);
                }
            }
        });
    }

    /** A consumer that loses its position while all brokers are away starts again: a record that it reads twice counts once. */
    private void note(Observed record) {
        if (!read.add(new Place(record.topic(), record.partition(), record.offset()))) {
            return;
        }
        if (record.topic().equals(topics.deadLetter())) {
            deadLetters.add(record);
            return;
        }
        Reported report = Reported.of(record);
        reported.add(report);
        if (report.ends()) {
            ended.add(report.about());
        }
    }

    List<Reported> reported() {
        return List.copyOf(reported);
    }

    List<Observed> deadLetters() {
        return List.copyOf(deadLetters);
    }

    /** Of how many records an end was reported. */
    private int ended() {
        return ended.size();
    }

    /** Waits until that many records have ended; answers whether they have. */
    boolean awaitEnd(IntSupplier records, Duration atMost) {
        try {
            Awaitility.await().atMost(atMost).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(500))
                    .until(() -> ended() >= records.getAsInt());
            return true;
        } catch (ConditionTimeoutException _) {
            return false;
        }
    }

    /** Waits until nothing arrives any more. */
    void awaitQuiet() {
        emptyPolls.set(0);
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> emptyPolls.get() >= QUIET_POLLS);
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
