package dev.smsverification.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

import dev.smsverification.delivery.DeliveryConfig;
import dev.smsverification.delivery.TextMessage;
import dev.smsverification.event.PhoneNumber;
import dev.smsverification.event.Phones;
import dev.smsverification.event.SmsRequest;
import dev.smsverification.template.Proof;
import dev.smsverification.template.Rendering;
import dev.smsverification.template.Template;
import dev.smsverification.twilio.TwilioAccount;
import dev.smsverification.twilio.TwilioConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi.Style;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Does what the test button of a Logto connector does. */
@Command(name = "send-test", description = "Send one real message with code " + SendTestCommand.CODE
        + " and print Twilio's answer.")
final class SendTestCommand implements Callable<Integer> {

    static final String CODE = "000000";

    @Spec
    private CommandSpec command;

    @Parameters(paramLabel = "PHONE", description = "The number in E.164, such as +12025550110.")
    private String phone;

    @Option(names = "--usage-type", paramLabel = "T", defaultValue = Template.GENERIC, description = "${DEFAULT-VALUE} if not given.")
    private String usageType;

    @Mixin
    private RenderOptions variables;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() {
        if (!SmsRequest.isUsageType(usageType)) {
            throw new ParameterException(command.commandLine(), "--usage-type: " + SmsRequest.USAGE_TYPE_RULE);
        }
        try (TwilioSession twilio = new TwilioSession()) {
            return send(twilio, Phones.parse(phone).orElseThrow(
                    () -> new ParameterException(command.commandLine(), "PHONE is not a valid number in E.164")));
        }
    }

    private int send(TwilioSession twilio, PhoneNumber to) {
        Preflight preflight = new Preflight();
        Optional<Proof> proven = preflight.templates();
        Optional<TwilioAccount> account = preflight.account();
        if (!preflight.found().isEmpty()) {
            return output.problems(ExitCode.WRONG_USE, preflight.found());
        }
        return switch (variables.render(proven.orElseThrow().templates(), usageType, CODE)) {
            case Rendering.Unrenderable(var reason) -> output.unrenderable(reason);
            case Rendering.Text text -> show(to, twilio.ask(account.orElseThrow(), preflight.get(TwilioConfig.class),
                    client -> client.send(new TextMessage(to, text.body(), text.segments().count(),
                            preflight.get(DeliveryConfig.class).codeTtl()))));
        };
    }

    private int show(PhoneNumber to, TwilioAnswer told) {
        Map<String, Object> fields = new LinkedHashMap<>(Map.of("phone", to.masked()));
        fields.putAll(told.fields());
        return output.answer(told.good() ? ExitCode.DONE : ExitCode.FAILED, fields, List.of(to.masked() + ": "
                + output.styled(told.line(), told.good() ? Style.fg_green : Style.fg_red)));
    }
}
