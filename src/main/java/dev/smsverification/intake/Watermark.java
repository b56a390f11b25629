package dev.smsverification.intake;

import java.util.function.Consumer;

/** A level between a high and a low watermark: tells when it is full, and when there is room again. Confined to the event loop. */
final class Watermark {

    private int high;
    private int low;
    private final Consumer<Boolean> onChange;
    private int level;
    private boolean full;

    /** @param onChange told {@code true} when the level reaches {@code high}, {@code false} when it is back at {@code low} */
    Watermark(int high, int low, Consumer<Boolean> onChange) {
        this.high = high;
        this.low = low;
        this.onChange = onChange;
    }

    /** Moves the marks; tells if this makes it full, or not full any more. */
    void move(int newHigh, int newLow) {
        high = newHigh;
        low = newLow;
        look();
    }

    void rise(int by) {
        level += by;
        look();
    }

    void fall(int by) {
        level -= by;
        look();
    }

    boolean full() {
        return full;
    }

    private void look() {
        if (full ? level <= low : level >= high) {
            full = !full;
            onChange.accept(full);
        }
    }
}
