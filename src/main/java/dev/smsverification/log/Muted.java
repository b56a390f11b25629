package dev.smsverification.log;

import java.util.logging.Level;
import java.util.logging.Logger;

/** A logger that says nothing until this is closed. */
public final class Muted implements AutoCloseable {

    /** Held: a logger that nobody refers to may be collected, and its level with it. */
    private final Logger logger;
    private final Level before;

    private Muted(Logger logger) {
        this.logger = logger;
        this.before = logger.getLevel();
        logger.setLevel(Level.OFF);
    }

    /** @param name of the logger; those below it that have no level of their own are muted too */
    public static Muted of(String name) {
        return new Muted(Logger.getLogger(name));
    }

    /** Sets the level back. */
    @Override
    public void close() {
        logger.setLevel(before);
    }
}
