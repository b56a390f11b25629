package dev.smsverification.twilio;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.smsverification.connector.ConnectorFile;
import dev.smsverification.reload.Snapshot;

/** The result of reading the account from the configuration. */
public sealed interface AccountReading {

    /** Messages can be sent through it. */
    record Usable(TwilioAccount account) implements AccountReading {}

    /** Something is missing or wrong: a line for each problem, with the key and what would be right, never a secret. */
    record Unusable(List<String> problems) implements AccountReading {}

    /** The files that keys name, the connector file aside. */
    static List<Path> files(TwilioConfig config) {
        return Stream.of(config.accountSidFile(), config.authTokenFile(), config.apiKeyFile(), config.apiSecretFile())
                .flatMap(Optional::stream).toList();
    }

    /**
     * Reads the account.
     *
     * @param connector the connector file, if there is one
     * @param files the contents of {@link #files}
     */
    static AccountReading of(TwilioConfig config, Optional<ConnectorFile> connector, Snapshot files) {
        AccountSettings settings = AccountSettings.read(config, connector, files);
        List<String> problems = TwilioProblems.in(config, settings);
        return problems.isEmpty()
                ? new Usable(TwilioAccount.of(config, settings))
                : new Unusable(problems);
    }
}
