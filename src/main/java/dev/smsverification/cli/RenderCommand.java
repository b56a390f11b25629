package dev.smsverification.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

import dev.smsverification.event.SmsRequest;
import dev.smsverification.template.Cost;
import dev.smsverification.template.Proof;
import dev.smsverification.template.Rendering;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi.Style;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows a text, because whoever asks wants to see it. */
@Command(name = "render", description = "Print a text exactly as it would be sent, its encoding and its segments.")
final class RenderCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Parameters(paramLabel = "USAGE_TYPE", description = "Such as SignIn; one without a template gets that of Generic.")
    private String usageType;

    @Option(names = "--code", paramLabel = "C", defaultValue = "123456", description = "The code; ${DEFAULT-VALUE} if not given.")
    private String code;

    @Mixin
    private RenderOptions variables;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() {
        if (!SmsRequest.isUsageType(usageType)) {
            throw new ParameterException(command.commandLine(), "USAGE_TYPE: " + SmsRequest.USAGE_TYPE_RULE);
        }
        if (!SmsRequest.isCode(code)) {
            throw new ParameterException(command.commandLine(), "--code: " + SmsRequest.CODE_RULE);
        }
        Preflight preflight = new Preflight();
        Optional<Proof> proven = preflight.templates();
        if (!preflight.found().isEmpty()) {
            return output.problems(ExitCode.WRONG_USE, preflight.found());
        }
        return switch (variables.render(proven.orElseThrow().templates(), usageType, code)) {
            case Rendering.Text text -> show(text);
            case Rendering.Unrenderable(var reason) -> output.unrenderable(reason);
        };
    }

    private int show(Rendering.Text text) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("text", text.body());
        fields.put("encoding", text.segments().encoding().toString());
        fields.put("segments", text.segments().count());
        text.locale().map(Locale::toLanguageTag).ifPresent(tag -> fields.put("locale", tag));
        return output.answer(ExitCode.DONE, fields,
                List.of(text.body(), "", output.styled(Cost.of(text.body()).description(), Style.faint)));
    }
}
