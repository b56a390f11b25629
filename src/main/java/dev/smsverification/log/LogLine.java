package dev.smsverification.log;

import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;

import org.jboss.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;

/**
 * One line for the log: what happened, and to which in fixed keys. They end the line as {@code key=value}, and are fields
 * of {@code mdc} where the log is written as JSON. Used once, by one thread.
 */
public final class LogLine {

    /** Kept: the log manager makes a new logger each time that it is asked for one. */
    private static final Map<String, java.util.logging.Logger> LOGS = new ConcurrentHashMap<>();

    private final StringBuilder text;
    private final ExtLogRecord line = new ExtLogRecord(Level.INFO, null, LogLine.class.getName());

    private LogLine(String what) {
        this.text = new StringBuilder(256).append(what);
    }

    /** @param what happened; the same words each time, and nothing secret among them */
    public static LogLine of(String what) {
        return new LogLine(what);
    }

    /** @param value nothing secret */
    public LogLine with(LogKey key, Object value) {
        String harmless = Printable.of(value.toString());
        text.append(", ").append(key.word()).append('=').append(harmless);
        // To the line's own copy of the thread's keys, which costs much less than to add them there and to take them away.
        line.putMdc(key.word(), harmless);
        return this;
    }

    /** The provider's code, or {@code none}. */
    public LogLine withErrorCode(OptionalInt code) {
        return with(LogKey.ERROR_CODE, code.isPresent() ? code.getAsInt() : "none");
    }

    public void warn(Logger log) {
        write(log, Level.WARN);
    }

    public void error(Logger log) {
        write(log, Level.ERROR);
    }

    private void write(Logger log, Level level) {
        line.setLevel(level);
        line.setMessage(toString(), ExtLogRecord.FormatStyle.NO_FORMAT);
        LOGS.computeIfAbsent(log.getName(), java.util.logging.Logger::getLogger).log(line);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
