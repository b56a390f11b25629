package dev.smsverification.reload;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import io.quarkus.arc.All;
import io.quarkus.runtime.Startup;

/**
 * Brings changed files into force: all that is made of them together, or, where one part cannot be made, none. What was in force before stays so
 * until the files are right again.
 */
@Startup
@Singleton
public class Reload {

    private static final Logger LOG = Logger.getLogger(Reload.class);

    private final List<Reloadable> parts;
    private final ReloadConfig config;
    private final Set<Path> files = new LinkedHashSet<>();
    private final FileWatch watch;
    private final Map<String, AtomicLong> refusals = new LinkedHashMap<>();
    private volatile List<String> problems = List.of();

    /** Begins to watch; {@link #start} brings into force what changed since the parts were first made. */
    public Reload(@All List<Reloadable> parts, ReloadConfig config) {
        this.parts = List.copyOf(parts);
        this.config = config;
        parts.forEach(part -> {
            files.addAll(part.files());
            refusals.put(part.name(), new AtomicLong());
        });
        this.watch = new FileWatch(List.copyOf(files), this::change);
    }

    /** Why the files as they are now are not in force, a line each; empty when they are. */
    public List<String> problems() {
        return problems;
    }

    /** By the name of each part: how often it could not be made of changed files. */
    public Map<String, AtomicLong> refusals() {
        return refusals;
    }

    @PostConstruct
    void start() {
        if (!files.isEmpty()) {
            reload();
            watch.start(config.reloadInterval());
        }
    }

    @PreDestroy
    void close() {
        watch.close();
    }

    private void change() {
        reload();
        if (problems.isEmpty()) {
            LOG.info("Changed files are in force");
        } else {
            LOG.error("Changed files are not taken over; what was before stays in force");
            problems.forEach(LOG::error);
        }
    }

    private void reload() {
        Snapshot snapshot = Snapshot.of(files);
        Set<String> found = new LinkedHashSet<>();
        List<Runnable> ready = new ArrayList<>();
        for (Reloadable part : parts) {
            switch (part.reload(snapshot)) {
                case Reloaded.Ready(Runnable takeOver) -> ready.add(takeOver);
                case Reloaded.Refused(List<String> why) -> {
                    found.addAll(why);
                    refusals.get(part.name()).incrementAndGet();
                }
            }
        }
        if (found.isEmpty()) {
            ready.forEach(Runnable::run);
        }
        problems = List.copyOf(found);
    }
}
