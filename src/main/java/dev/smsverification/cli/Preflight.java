package dev.smsverification.cli;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.smsverification.connector.ConnectorConfig;
import dev.smsverification.template.Finding;
import dev.smsverification.template.Proof;
import dev.smsverification.template.Severity;
import dev.smsverification.template.TemplateConfig;
import dev.smsverification.twilio.TwilioAccount;
import dev.smsverification.twilio.TwilioConfig;
import dev.smsverification.twilio.TwilioProblems;

/** Looks at what is needed of the configuration before anything starts, so that every mistake in it is told at once. */
final class Preflight {

    private final Configuration configuration = Configuration.read();
    private final Set<String> problems = new LinkedHashSet<>(configuration.problems());

    /** Everything that would keep the worker from starting. */
    static List<String> problems() {
        Preflight preflight = new Preflight();
        preflight.templates();
        preflight.account();
        return preflight.found();
    }

    /** One line for each problem so far: the key, its value unless it is secret, and what would be right. */
    List<String> found() {
        return List.copyOf(problems);
    }

    /** A part of the configuration; only to be used where nothing was {@link #found}. */
    <T> T get(Class<T> mapping) {
        return configuration.get(mapping).orElseThrow();
    }

    /** The settings of Kafka's clients, as the worker has them. */
    Map<String, Object> kafka() {
        return configuration.kafka();
    }

    /** The templates, unless something is wrong with them. */
    Optional<Proof.Proven> templates() {
        return configuration.get(TemplateConfig.class).flatMap(templates -> configuration.get(ConnectorConfig.class)
                .flatMap(connector -> proven(Proof.of(templates, connector.connectorConfig()))));
    }

    private Optional<Proof.Proven> proven(Proof proof) {
        return switch (proof) {
            case Proof.Proven proven -> Optional.of(proven);
            case Proof.Refuted(var findings) -> refused(findings);
        };
    }

    private Optional<Proof.Proven> refused(List<Finding> findings) {
        findings.stream().filter(finding -> finding.severity() == Severity.ERROR).map(Finding::toString)
                .forEach(problems::add);
        return Optional.empty();
    }

    /** The account, unless something is wrong with it. */
    Optional<TwilioAccount> account() {
        Optional<TwilioConfig> config = configuration.get(TwilioConfig.class);
        config.map(TwilioProblems::in).ifPresent(problems::addAll);
        return found().isEmpty() ? config.map(TwilioAccount::of) : Optional.empty();
    }
}
