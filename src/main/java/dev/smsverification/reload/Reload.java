package dev.smsverification.reload;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import io.quarkus.arc.All;
import io.quarkus.runtime.Startup;

/**
 * Reloads all parts together when one of their files changes or, where one part refuses its files, none: then what was loaded before stays in
 * use until the files are right again. Files are read every so often and compared, on one daemon thread: a mounted Kubernetes ConfigMap or Secret
 * is replaced by renaming a symbolic link of a parent directory, which notifications of the file system miss.
 */
@Startup
@Singleton
public class Reload {

    private static final Logger LOG = Logger.getLogger(Reload.class);

    private final List<Reloadable> parts;
    private final ReloadConfig config;
    private final Set<Path> files = new LinkedHashSet<>();
    private final Map<String, AtomicLong> refusals = new LinkedHashMap<>();
    private final ScheduledExecutorService timer = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("file-watch").factory());
    /** Of the files as they were last loaded or refused. */
    private Map<Path, String> digests = Map.of();
    private volatile List<String> problems = List.of();

    /** Does nothing until {@link #start}. */
    public Reload(@All List<Reloadable> parts, ReloadConfig config) {
        this.parts = List.copyOf(parts);
        this.config = config;
        parts.forEach(part -> {
            files.addAll(part.files());
            refusals.put(part.name(), new AtomicLong());
        });
    }

    /** Why the files as they are now are not in use, a line each; empty when they are. */
    public List<String> problems() {
        return problems;
    }

    /** By the name of each part: how often it refused its files. */
    public Map<String, AtomicLong> refusals() {
        return refusals;
    }

    /** Loads what changed since the parts were first made, then looks every {@link ReloadConfig#reloadInterval}. */
    @PostConstruct
    void start() {
        if (!files.isEmpty()) {
            Snapshot snapshot = Snapshot.of(files);
            digests = snapshot.digests();
            load(snapshot);
            long interval = config.reloadInterval().toMillis();
            timer.scheduleWithFixedDelay(this::look, interval, interval, TimeUnit.MILLISECONDS);
        }
    }

    @PreDestroy
    void close() {
        timer.shutdownNow();
    }

    /** Loads the files if they have changed. */
    void look() {
        Snapshot snapshot = Snapshot.of(files);
        Map<Path, String> now = snapshot.digests();
        if (now.equals(digests)) {
            return;
        }
        digests = now;
        try {
            load(snapshot);
            logChange();
        } catch (RuntimeException e) {
            // The timer would drop it and never look again.
            LOG.error("A changed file could not be taken over", e);
        }
    }

    private void logChange() {
        if (problems.isEmpty()) {
            LOG.info("Changed files are in force");
        } else {
            LOG.error("Changed files are not taken over; what was before stays in force");
            problems.forEach(LOG::error);
        }
    }

    private void load(Snapshot snapshot) {
        Set<String> found = new LinkedHashSet<>();
        List<Runnable> ready = new ArrayList<>();
        for (Reloadable part : parts) {
            Checked<Runnable> takeOver = part.reload(snapshot);
            takeOver.value().ifPresentOrElse(ready::add, refusals.get(part.name())::incrementAndGet);
            found.addAll(takeOver.problems());
        }
        if (found.isEmpty()) {
            ready.forEach(Runnable::run);
        }
        problems = List.copyOf(found);
    }
}
