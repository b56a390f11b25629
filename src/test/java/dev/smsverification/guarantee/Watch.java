package dev.smsverification.guarantee;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

import dev.smsverification.testing.Observed;
import dev.smsverification.testing.Observer;

/** Reads the status and the dead-letter topic, and the retry topics that there are, on a thread of its own. */
final class Watch implements AutoCloseable {

    private static final int QUIET_POLLS = 10;

    /** However what stands before it is called. */
    private static final Pattern RETRY = Pattern.compile(".*retry-\\d+m?s");

    private final Topics topics;
    private final Queue<Reported> reported = new ConcurrentLinkedQueue<>();
    private final Queue<Observed> deadLetters = new ConcurrentLinkedQueue<>();
    private final Queue<Observed> retries = new ConcurrentLinkedQueue<>();
    private final Set<Place> read = new HashSet<>();
    private final Set<Place> ended = ConcurrentHashMap.newKeySet();
    private final AtomicInteger emptyPolls = new AtomicInteger();
    private final Thread thread;
    private volatile boolean closed;

    Watch(String bootstrapServers, Topics topics) {
        this.topics = topics;
        String[] watched = Stream.concat(Stream.of(topics.status(), topics.deadLetter()), retryTopics(bootstrapServers))
                .toArray(String[]::new);
        thread = Thread.ofPlatform().name("watch").daemon().start(() -> {
            try (Observer observer = Observer.of(bootstrapServers, watched)) {
                while (!closed) {
                    List<Observed> arrived = observer.next(Duration.ofMillis(200));
                    arrived.forEach(this::note);
                    emptyPolls.updateAndGet(polls -> arrived.isEmpty() ? polls + 1 : 0);
                }
            }
        });
    }

    private static Stream<String> retryTopics(String bootstrapServers) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            return admin.listTopics().names().get().stream().filter(RETRY.asMatchPredicate());
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException("cannot list topics", e);
        }
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
        if (!record.topic().equals(topics.status())) {
            retries.add(record);
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

    List<Observed> retries() {
        return List.copyOf(retries);
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
