package dev.smsverification.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import dev.smsverification.connector.ConnectorConfig;
import dev.smsverification.connector.ConnectorFile;
import dev.smsverification.reload.Checked;
import dev.smsverification.reload.Snapshot;
import dev.smsverification.template.Proof;
import dev.smsverification.template.TemplateConfig;
import dev.smsverification.topic.Topics;
import dev.smsverification.topic.TopicsConfig;
import dev.smsverification.tracing.TracingSettings;
import dev.smsverification.twilio.TwilioAccount;
import dev.smsverification.twilio.TwilioConfig;

/** Looks at what is needed of the configuration before anything starts, so that every mistake in it is told at once. */
final class Preflight {

    private static final Pattern USAGE_TYPE = Pattern.compile("sms\\.templates\\[\\d+]\\.usage-type");

    private final Configuration configuration = new Configuration();
    private Optional<Snapshot> snapshot = Optional.empty();
    private final Set<String> problems = new LinkedHashSet<>(configuration.problems());

    Preflight() {
        configuration.get(TopicsConfig.class).map(Topics::problemsIn).ifPresent(problems::addAll);
        problems.addAll(TracingSettings.problemsIn(this::set));
    }

    /** What a variable is set to that counts as not set where it is empty. */
    private Optional<String> set(String key) {
        return configuration.value(key).filter(value -> !value.isEmpty());
    }

    /** Everything that would keep the worker from starting. */
    List<String> all() {
        templates();
        account();
        return found();
    }

    /** A line for each setting that does not do what it seems to; only to be used where nothing was {@link #found}. */
    List<String> warnings() {
        return configuration.warnings();
    }

    /** One line for each problem so far: the key, its value unless it is secret, and what would be right. */
    List<String> found() {
        return problems.stream().filter(line -> problems.stream().noneMatch(other -> repeats(line, other))).toList();
    }

    /** What has a wrong value counts as not set further on, which nobody needs to be told. */
    private static boolean repeats(String line, String other) {
        String key = other.split("[ :]", 2)[0];
        return !line.equals(other) && (line.matches("([^:]*, )?" + Pattern.quote(key) + "(, [^:]*)?: not set.*")
                || line.startsWith("sms.templates: no template for") && USAGE_TYPE.matcher(key).matches());
    }

    /** A part of the configuration; only to be used where nothing was {@link #found}. */
    <T> T get(Class<T> mapping) {
        return configuration.get(mapping).orElseThrow();
    }

    /** The settings of Kafka's clients, as the worker has them. */
    Map<String, Object> kafka() {
        return configuration.kafka();
    }

    /** What the files hold that the configuration names: each is read once, so that all who look see the same. */
    private Snapshot snapshot() {
        if (snapshot.isEmpty()) {
            List<Path> files = new ArrayList<>();
            configuration.get(ConnectorConfig.class).flatMap(ConnectorConfig::connectorConfig).ifPresent(files::add);
            configuration.get(TwilioConfig.class).map(TwilioAccount::files).ifPresent(files::addAll);
            snapshot = Optional.of(Snapshot.of(files));
        }
        return snapshot.get();
    }

    /** The templates, unless something is wrong with them. */
    Optional<Proof> templates() {
        return configuration.get(TemplateConfig.class).flatMap(templates -> configuration.get(ConnectorConfig.class)
                .flatMap(connector -> good(Proof.of(templates, ConnectorFile.of(connector, snapshot())))));
    }

    /** The account, unless something is wrong with it. */
    Optional<TwilioAccount> account() {
        return configuration.get(TwilioConfig.class).flatMap(twilio -> configuration.get(ConnectorConfig.class)
                .flatMap(connector -> good(
                        TwilioAccount.read(twilio, ConnectorFile.of(connector, snapshot()), snapshot()))));
    }

    private <T> Optional<T> good(Checked<T> checked) {
        problems.addAll(checked.problems());
        return checked.value();
    }
}
