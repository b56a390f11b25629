package dev.smsverification.twilio;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.smsverification.connector.Connector;
import dev.smsverification.connector.ConnectorFile;
import dev.smsverification.reload.Snapshot;
import io.smallrye.config.Secret;

/**
 * The account's settings, each from its own key, else from the file that a key names, else from the connector file. Prints no credentials.
 *
 * @param complete false where the connector file cannot be read: what is missing may be in it
 * @param problems what is wrong with files and their keys, a line each
 */
record AccountSettings(boolean complete, List<String> problems, Optional<String> accountSid, Optional<String> authToken,
        Optional<String> apiKey, Optional<String> apiSecret, Optional<String> messagingServiceSid, boolean riskCheck) {

    static AccountSettings read(TwilioConfig config, Optional<ConnectorFile> file, Snapshot files) {
        List<String> problems = new ArrayList<>(file.map(ConnectorFile::problems).orElse(List.of()));
        boolean complete = problems.isEmpty();
        Optional<Connector> connector = file.flatMap(ConnectorFile::connector);
        Reader keys = new Reader(files, problems);
        Optional<String> accountSid = keys
                .read("account-sid", config.accountSid(), config.accountSidFile(), ValueFormat.ACCOUNT_SID)
                .or(() -> connector.flatMap(Connector::accountSid));
        Optional<String> authToken = keys
                .read("auth-token", text(config.authToken()), config.authTokenFile(), ValueFormat.SECRET)
                .or(() -> connector.flatMap(Connector::authToken));
        Optional<String> apiKey = keys.read("api-key", config.apiKey(), config.apiKeyFile(), ValueFormat.API_KEY);
        Optional<String> apiSecret = keys.read("api-secret", text(config.apiSecret()), config.apiSecretFile(),
                ValueFormat.SECRET);
        Optional<String> messagingServiceSid = config.messagingServiceSid().or(() -> connector
                .flatMap(Connector::fromMessagingServiceSid).filter(_ -> config.from().isEmpty()));
        boolean riskCheck = config.riskCheck().map(TwilioConfig.RiskCheck.ENABLE::equals)
                .orElse(!connector.map(Connector::disableRiskCheck).orElse(false));
        connector.ifPresent(fields -> {
            String key = file.orElseThrow().key();
            keys.check(key + ": accountSID", fields.accountSid(), accountSid, ValueFormat.ACCOUNT_SID);
            keys.check(key + ": authToken", fields.authToken(), apiKey.isEmpty() ? authToken : Optional.empty(),
                    ValueFormat.SECRET);
            keys.check(key + ": fromMessagingServiceSID", fields.fromMessagingServiceSid(), messagingServiceSid,
                    ValueFormat.SERVICE_SID);
        });
        return new AccountSettings(complete, List.copyOf(problems), accountSid, authToken, apiKey, apiSecret,
                messagingServiceSid, riskCheck);
    }

    @Override
    public String toString() {
        return "AccountSettings[problems=" + problems + "]";
    }

    /** The text of a secret. For a key that is not set SmallRye Config yields a secret that holds null. */
    private static Optional<String> text(Optional<Secret<String>> secret) {
        return secret.map(Secret::get);
    }

    private record Reader(Snapshot files, List<String> problems) {

        Optional<String> read(String name, Optional<String> value, Optional<Path> file, ValueFormat form) {
            String key = "twilio." + name;
            if (value.isPresent() && file.isPresent()) {
                problems.add(key + ", " + key + "-file: both are set; set one of the two");
            }
            value.filter(text -> !form.fits(text))
                    .ifPresent(_ -> problems.add(key + " (hidden): must be " + form.words()));
            return value.or(() -> file.map(path -> inFile(key + "-file (" + Snapshot.shown(path) + ")", path, form)));
        }

        /** What the file holds, right or wrong: a wrong value is a problem, but not a missing one. */
        private String inFile(String key, Path path, ValueFormat form) {
            Optional<String> line = files.line(path);
            if (line.isEmpty()) {
                problems.add(key + ": cannot be read; name a file that the worker may read");
            } else if (!form.fits(line.get())) {
                problems.add(key + ": must hold " + form.words() + " and nothing else");
            }
            return line.orElse("");
        }

        /** A connector's field that is overridden may have any value. */
        void check(String field, Optional<String> value, Optional<String> used, ValueFormat form) {
            value.filter(text -> value.equals(used) && !form.fits(text))
                    .ifPresent(_ -> problems.add(field + " must be " + form.words()));
        }
    }
}
