package dev.smsverification.replay;

/** Told how far a step has come. */
@FunctionalInterface
public interface Progress {

    /** @param step in words; the next step begins when they change */
    void at(String step, long done, long total);
}
