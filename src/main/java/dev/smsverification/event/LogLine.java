package dev.smsverification.event;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/**
 * One line for the log: what happened, and to which in fixed keys. They end the line as {@code key=value}, and are fields
 * of {@code mdc} where the log is written as JSON. Used once, by one thread.
 */
public final class LogLine {

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private final String what;
    private final Map<LogKey, String> keys = new LinkedHashMap<>();

    private LogLine(String what) {
        this.what = what;
    }

    /** @param what happened; the same words each time, and nothing secret among them */
    public static LogLine of(String what) {
        return new LogLine(what);
    }

    /** @param value nothing secret; what could begin a line of its own is left out of it */
    public LogLine with(LogKey key, Object value) {
        keys.put(key, CONTROL.matcher(value.toString()).replaceAll("?"));
        return this;
    }

    /** The provider's code, or {@code none}. */
    public LogLine withErrorCode(OptionalInt code) {
        return with(LogKey.ERROR_CODE, code.isPresent() ? code.getAsInt() : "none");
    }

    public void write(Logger log, Logger.Level level) {
        keys.forEach((key, value) -> MDC.put(key.word(), value));
        try {
            log.log(level, this);
        } finally {
            keys.keySet().forEach(key -> MDC.remove(key.word()));
        }
    }

    @Override
    public String toString() {
        return what + keys.entrySet().stream().map(entry -> ", " + entry.getKey().word() + "=" + entry.getValue())
                .collect(Collectors.joining());
    }
}
