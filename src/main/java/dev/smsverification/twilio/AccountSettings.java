package dev.smsverification.twilio;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.smsverification.connector.Connector;
import dev.smsverification.connector.ConnectorFile;
import dev.smsverification.reload.Snapshot;

/**
 * What is said about the account: by its own key, else by the file that a key names, else by the connector file. Prints no credentials.
 */
final class AccountSettings {

    private final Snapshot files;
    private final List<String> problems = new ArrayList<>();
    private final boolean complete;
    private final Optional<String> accountSid;
    private final Optional<String> authToken;
    private final Optional<String> apiKey;
    private final Optional<String> apiSecret;
    private final Optional<String> messagingServiceSid;
    private final boolean riskCheck;

    AccountSettings(TwilioConfig config, Optional<ConnectorFile> file, Snapshot files) {
        this.files = files;
        file.map(ConnectorFile::problems).ifPresent(problems::addAll);
        complete = problems.isEmpty();
        Optional<Connector> connector = file.flatMap(ConnectorFile::connector);
        accountSid = said("account-sid", config.accountSid(), config.accountSidFile(), ValueFormat.ACCOUNT_SID)
                .or(() -> connector.flatMap(Connector::accountSid));
        authToken = said("auth-token", TwilioAccount.revealed(config.authToken()), config.authTokenFile(),
                ValueFormat.SECRET)
                .or(() -> connector.flatMap(Connector::authToken));
        apiKey = said("api-key", config.apiKey(), config.apiKeyFile(), ValueFormat.API_KEY);
        apiSecret = said("api-secret", TwilioAccount.revealed(config.apiSecret()), config.apiSecretFile(),
                ValueFormat.SECRET);
        messagingServiceSid = config.messagingServiceSid().or(() -> connector
                .flatMap(Connector::fromMessagingServiceSid).filter(_ -> config.from().isEmpty()));
        riskCheck = config.riskCheck().map(TwilioConfig.RiskCheck.ENABLE::equals)
                .orElse(!connector.map(Connector::disableRiskCheck).orElse(false));
        connector.ifPresent(said -> {
            check(file.orElseThrow(), "accountSID", said.accountSid(), accountSid, ValueFormat.ACCOUNT_SID);
            check(file.orElseThrow(), "authToken", said.authToken(), apiKey.isEmpty() ? authToken : Optional.empty(),
                    ValueFormat.SECRET);
            check(file.orElseThrow(), "fromMessagingServiceSID", said.fromMessagingServiceSid(), messagingServiceSid,
                    ValueFormat.SERVICE_SID);
        });
    }

    /** Whether nothing can be missing only because the connector file cannot be read. */
    boolean isComplete() {
        return complete;
    }

    /** What is wrong with files, a line each. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    Optional<String> accountSid() {
        return accountSid;
    }

    Optional<String> authToken() {
        return authToken;
    }

    Optional<String> apiKey() {
        return apiKey;
    }

    Optional<String> apiSecret() {
        return apiSecret;
    }

    Optional<String> messagingServiceSid() {
        return messagingServiceSid;
    }

    boolean riskCheck() {
        return riskCheck;
    }

    private Optional<String> said(String name, Optional<String> value, Optional<Path> file, ValueFormat form) {
        String key = "twilio." + name;
        if (value.isPresent() && file.isPresent()) {
            problems.add(key + ", " + key + "-file: both are set; set one of the two");
        }
        value.filter(text -> !form.fits(text))
                .ifPresent(_ -> problems.add(key + " (hidden): must be " + form.words()));
        return value.or(() -> file.map(path -> inFile(key + "-file (" + Snapshot.shown(path) + ")", path, form)));
    }

    /** What a file holds, right or wrong: it is there, so that nobody has to be asked for it. */
    private String inFile(String key, Path path, ValueFormat form) {
        Optional<String> line = files.line(path);
        if (line.isEmpty()) {
            problems.add(key + ": cannot be read; name a file that the worker may read");
        } else if (!form.fits(line.get())) {
            problems.add(key + ": must hold " + form.words() + " and nothing else");
        }
        return line.orElse("");
    }

    /** What is overridden may be as it likes. */
    private void check(ConnectorFile file, String field, Optional<String> said, Optional<String> used,
            ValueFormat form) {
        said.filter(text -> said.equals(used) && !form.fits(text))
                .ifPresent(_ -> problems.add(file.key() + ": " + field + " must be " + form.words()));
    }
}
