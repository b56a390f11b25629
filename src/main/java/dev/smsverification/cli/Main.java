package dev.smsverification.cli;

import java.util.List;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts the worker, unless its configuration is wrong. */
@QuarkusMain
public final class Main {

    /** The exit code for wrong use or configuration. */
    static final int WRONG_CONFIGURATION = 2;

    private Main() {}

    public static void main(String... args) {
        List<String> problems = Preflight.problems();
        if (!problems.isEmpty()) {
            problems.forEach(System.err::println);
            System.exit(WRONG_CONFIGURATION);
        }
        Quarkus.run(args);
    }
}
