package dev.smsverification.cli;

import java.io.Console;

import dev.smsverification.replay.Progress;

/** A bar on the last line of the terminal; nothing where there is no terminal. */
final class ProgressBar implements Progress, AutoCloseable {

    private static final int WIDTH = 30;
    private static final String CLEAR_LINE = "\r\033[K";

    private final boolean terminal;
    private String shown = "";

    ProgressBar() {
        Console console = System.console();
        this.terminal = console != null && console.isTerminal();
    }

    @Override
    public void at(String step, long done, long total) {
        if (terminal) {
            show(line(step, done, total));
        }
    }

    private void show(String line) {
        if (!line.equals(shown)) {
            shown = line;
            System.err.print(CLEAR_LINE + line);
        }
    }

    static String line(String step, long done, long total) {
        int filled = total == 0 ? WIDTH : Math.clamp(WIDTH * done / total, 0, WIDTH);
        return "[" + "#".repeat(filled) + ".".repeat(WIDTH - filled) + "] " + step + " " + done + "/" + total;
    }

    /** Takes the bar away. */
    @Override
    public void close() {
        if (!shown.isEmpty()) {
            shown = "";
            System.err.print(CLEAR_LINE);
        }
    }
}
