package dev.smsverification.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

import dev.smsverification.template.Finding;
import dev.smsverification.template.Proof;
import dev.smsverification.twilio.TwilioAccount;
import dev.smsverification.twilio.TwilioClient;
import dev.smsverification.twilio.TwilioConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi.Style;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what the worker would start with. */
@Command(name = "check", description = "Check the configuration and print a table of the templates.")
final class CheckCommand implements Callable<Integer> {

    @Option(names = "--online", description = "Also ask Twilio whether the credentials and the messaging service are good.")
    private boolean online;

    @Mixin
    private OutputOptions output;

    private final Map<String, Object> fields = new LinkedHashMap<>();
    private final List<String> lines = new ArrayList<>();

    @Override
    public Integer call() {
        if (!online) {
            return check((_, _) -> true);
        }
        try (TwilioSession twilio = new TwilioSession()) {
            return check((account, config) -> ask(twilio, account, config));
        }
    }

    private int check(BiPredicate<TwilioAccount, TwilioConfig> question) {
        Preflight preflight = new Preflight();
        Optional<Proof> proven = preflight.templates();
        Optional<TwilioAccount> account = preflight.account();
        if (!preflight.found().isEmpty()) {
            return output.problems(ExitCode.WRONG_USE, preflight.found());
        }
        show(proven.orElseThrow(), preflight.warnings());
        boolean good = question.test(account.orElseThrow(), preflight.get(TwilioConfig.class));
        return output.answer(good ? ExitCode.DONE : ExitCode.FAILED, fields, lines);
    }

    private void show(Proof proven, List<String> ofSettings) {
        TemplateTable templates = new TemplateTable(proven);
        List<String> table = templates.lines();
        lines.add(output.styled(table.getFirst(), Style.bold));
        lines.addAll(table.subList(1, table.size()));
        lines.addAll(templates.costs());
        List<String> warnings = Stream.concat(ofSettings.stream(), proven.warnings().stream().map(Finding::toString))
                .toList();
        warnings.forEach(warning -> lines.add(output.styled("warning: " + warning, Style.fg_yellow)));
        fields.put("templates", templates.fields());
        fields.put("warnings", warnings);
    }

    private boolean ask(TwilioSession twilio, TwilioAccount account, TwilioConfig config) {
        boolean credentials = note("credentials", "credentials", twilio.probe(account, config, TwilioClient::probe));
        if (config.from().isPresent()) {
            return credentials;
        }
        boolean service = note("messaging service", "messagingService",
                twilio.probe(account, config, TwilioClient::probeMessagingService));
        return credentials && service;
    }

    private boolean note(String question, String field, TwilioAnswer answer) {
        lines.add(question + ": " + output.styled(answer.line(), answer.good() ? Style.fg_green : Style.fg_red));
        fields.put(field, answer.fields());
        return answer.good();
    }
}
