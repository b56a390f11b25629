package dev.smsverification.twilio;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.smsverification.connector.ConnectorFile;
import dev.smsverification.reload.Snapshot;

/** What came of putting an account together. */
public sealed interface AccountReading {

    /** Messages can be sent through it. */
    record Usable(TwilioAccount account) implements AccountReading {}

    /** Something is missing or wrong: a line each, the key and what would be right, never a secret. */
    record Unusable(List<String> problems) implements AccountReading {}

    /** The files that keys name. */
    static List<Path> files(TwilioConfig config) {
        return Stream.of(config.accountSidFile(), config.authTokenFile(), config.apiKeyFile(), config.apiSecretFile())
                .flatMap(Optional::stream).toList();
    }

    /**
     * Puts the account together.
     *
     * @param connector the connector file, if there is one
     * @param files what the {@link #files} hold
     */
    static AccountReading of(TwilioConfig config, Optional<ConnectorFile> connector, Snapshot files) {
        AccountSettings settings = new AccountSettings(config, connector, files);
        List<String> problems = TwilioProblems.in(config, settings);
        return problems.isEmpty()
                ? new Usable(TwilioAccount.of(config, settings))
                : new Unusable(problems);
    }
}
