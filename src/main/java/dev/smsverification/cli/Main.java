package dev.smsverification.cli;

import java.util.List;

import org.jboss.logging.Logger;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts the worker, unless its configuration is wrong; with arguments, runs a command instead. */
@QuarkusMain
public final class Main {

    private Main() {}

    public static void main(String... args) {
        if (args.length > 0) {
            System.exit(Commands.run(args));
        }
        check();
        Quarkus.run(args);
    }

    /** Apart, so that nothing of what was read, such as credentials, stays in memory while the worker runs. */
    private static void check() {
        Preflight preflight = new Preflight();
        List<String> problems = preflight.all();
        if (!problems.isEmpty()) {
            problems.forEach(System.err::println);
            System.exit(ExitCode.WRONG_USE);
        }
        // Quarkus keeps them until its log is configured, and then writes them in the format that is set.
        preflight.warnings().forEach(Logger.getLogger(Main.class)::warn);
    }
}
