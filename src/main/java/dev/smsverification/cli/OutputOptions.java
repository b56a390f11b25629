package dev.smsverification.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.smsverification.event.Reason;
import picocli.CommandLine.Help.Ansi.IStyle;
import picocli.CommandLine.Help.Ansi.Style;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Answers in lines for people or, with {@code --json}, in one line of JSON for programs. */
final class OutputOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--json", description = "Answer in one line of JSON.")
    private boolean json;

    @Mixin
    private HelpOption help;

    /** Prints one of the two forms and passes the exit code on. */
    int answer(int exitCode, Map<String, ?> fields, List<String> lines) {
        if (json) {
            out().println(toJson(fields));
        } else {
            lines.forEach(out()::println);
        }
        out().flush();
        return exitCode;
    }

    /** Prints what is wrong, each in a line. */
    int problems(int exitCode, List<String> problems) {
        if (json) {
            return answer(exitCode, Map.of("problems", problems), List.of());
        }
        PrintWriter err = command.commandLine().getErr();
        problems.forEach(problem -> err.println(styled(problem, Style.fg_red)));
        err.flush();
        return exitCode;
    }

    /** Prints why an event like what was asked for would be given up. */
    int unrenderable(Reason reason) {
        return problems(ExitCode.FAILED, List.of("an event like this is not sent: " + reason.word()));
    }

    /** The text in colour, where there are colours. */
    String styled(String text, IStyle... styles) {
        return command.commandLine().getColorScheme().apply(text, List.of(styles)).toString();
    }

    private PrintWriter out() {
        return command.commandLine().getOut();
    }

    private static String toJson(Map<String, ?> fields) {
        try {
            return new JsonMapper().writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
