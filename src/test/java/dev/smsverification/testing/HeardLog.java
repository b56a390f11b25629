package dev.smsverification.testing;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;

/** What a logger says until this is closed, at every level: it is kept here and goes nowhere else. */
public final class HeardLog extends ExtHandler {

    /** Held, or what is set here would be forgotten with it. */
    private final Logger logger;
    private final Level level;
    private final boolean passesOn;
    private final List<Handler> handlers;
    private final Collection<ExtLogRecord> lines = new ConcurrentLinkedQueue<>();

    private HeardLog(String name) {
        logger = Logger.getLogger(name);
        level = logger.getLevel();
        passesOn = logger.getUseParentHandlers();
        handlers = List.of(logger.getHandlers());
        handlers.forEach(logger::removeHandler);
        logger.addHandler(this);
        logger.setUseParentHandlers(false);
        logger.setLevel(Level.ALL);
    }

    public static HeardLog of(Class<?> speaker) {
        return of(speaker.getName());
    }

    /** @param name of the logger; those below it are heard as well */
    public static HeardLog of(String name) {
        return new HeardLog(name);
    }

    public static HeardLog ofAll() {
        return of("");
    }

    public List<ExtLogRecord> lines() {
        return List.copyOf(lines);
    }

    public List<String> messages() {
        return lines.stream().map(new PatternFormatter("%s")::format).toList();
    }

    @Override
    protected void doPublish(ExtLogRecord line) {
        // Put into words now: what it speaks of may be gone later.
        line.copyAll();
        lines.add(line);
    }

    @Override
    public void close() {
        logger.setLevel(level);
        logger.setUseParentHandlers(passesOn);
        logger.removeHandler(this);
        handlers.forEach(logger::addHandler);
    }
}
