package dev.smsverification.chaos;

/** One way to put the worker under pressure. */
@FunctionalInterface
interface Mode {

    /** Runs, prints what came of it, and answers whether that is as promised. */
    boolean run();
}
