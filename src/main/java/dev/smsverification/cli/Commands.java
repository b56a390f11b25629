package dev.smsverification.cli;

import java.io.PrintWriter;

import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The subcommands. None of them starts the worker. */
@Command(name = "sms-worker", synopsisSubcommandLabel = "COMMAND", //
        description = "Sends verification codes from Kafka through Twilio and says what happened to each."
                + " Without a command, the worker starts.", //
        commandListHeading = "%nCommands:%n", //
        optionListHeading = "%nOptions:%n", //
        exitCodeListHeading = "%nExit codes:%n", //
        exitCodeList = {"0:done", "1:the thing failed", "2:wrong use or configuration"}, //
        subcommands = {CheckCommand.class, RenderCommand.class, SendTestCommand.class, ReplayCommand.class,
                HelpCommand.class, GenerateCompletion.class})
final class Commands implements Runnable {

    @Spec
    private CommandSpec spec;

    @Mixin
    private HelpOption help;

    /** @return the exit code */
    static int run(String... args) {
        return commandLine().execute(args);
    }

    static CommandLine commandLine() {
        return new CommandLine(new Commands()).setExecutionExceptionHandler((failure, line, _) -> {
            PrintWriter err = line.getErr();
            // The message is left out: it may hold a secret.
            err.println(line.getColorScheme().errorText("failed: " + failure.getClass().getSimpleName()));
            return ExitCode.FAILED;
        });
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "A command is missing");
    }
}
