package dev.smsverification.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.smsverification.connector.ConnectorConfig;
import dev.smsverification.connector.ConnectorFile;
import dev.smsverification.reload.Checked;
import dev.smsverification.reload.Snapshot;
import dev.smsverification.testing.Mappings;
import dev.smsverification.testing.StandInAccount;
import dev.smsverification.twilio.TwilioAccount.From;
import dev.smsverification.twilio.TwilioAccount.Login;
import io.smallrye.config.SmallRyeConfig;

/** Keys go before the files that keys name, and those before the connector file. */
class TwilioAccountTest {

    private static final String TOKEN = "token-of-the-connector";

    @TempDir
    Path directory;

    private final Map<String, String> keys = new HashMap<>();

    @Test
    void takesAllOfAConnector() throws IOException {
        connector(
                "\"accountSID\": \"%s\", \"authToken\": \"%s\", \"fromMessagingServiceSID\": \"%s\", \"disableRiskCheck\": true"
                        .formatted(StandInAccount.ACCOUNT_SID, TOKEN, StandInAccount.MESSAGING_SERVICE_SID));

        TwilioAccount account = account();

        assertThat(account.login()).isEqualTo(new Login(StandInAccount.ACCOUNT_SID, TOKEN));
        assertThat(account.sender()).isEqualTo(new From.MessagingService(StandInAccount.MESSAGING_SERVICE_SID));
        assertThat(account.riskCheck()).isFalse();
    }

    @Test
    void letsKeysOverrideTheConnector() throws IOException {
        connector(
                "\"accountSID\": \"%s\", \"authToken\": \"%s\", \"fromMessagingServiceSID\": \"%s\", \"disableRiskCheck\": true"
                        .formatted("AC" + "f".repeat(32), TOKEN, StandInAccount.MESSAGING_SERVICE_SID));
        keys.putAll(Map.of("twilio.account-sid", StandInAccount.ACCOUNT_SID, "twilio.auth-token", "token-of-the-key",
                "twilio.from", "Acme", "twilio.risk-check", "enable"));

        TwilioAccount account = account();

        assertThat(account.login()).isEqualTo(new Login(StandInAccount.ACCOUNT_SID, "token-of-the-key"));
        assertThat(account.sender()).isEqualTo(new From.Number("Acme"));
        assertThat(account.riskCheck()).isTrue();
    }

    @Test
    void takesCredentialsFromFiles() throws IOException {
        file("account-sid", StandInAccount.ACCOUNT_SID + "\n");
        file("api-key", StandInAccount.API_KEY);
        file("api-secret", " hush\n");
        keys.put("twilio.from", "Acme");

        TwilioAccount account = account();

        assertThat(account.sid()).isEqualTo(StandInAccount.ACCOUNT_SID);
        assertThat(account.login()).isEqualTo(new Login(StandInAccount.API_KEY, "hush"));
    }

    @Test
    void letsFilesOverrideTheConnector() throws IOException {
        connector("\"accountSID\": \"%s\", \"authToken\": \"%s\"".formatted(StandInAccount.ACCOUNT_SID, TOKEN));
        file("auth-token", "token-of-the-file");
        keys.put("twilio.from", "Acme");

        assertThat(account().login().password()).isEqualTo("token-of-the-file");
    }

    @Test
    void letsKeysOverrideAlsoWhatIsWrongInTheConnector() throws IOException {
        connector("\"accountSID\": \"<account-sid>\", \"authToken\": \"%s\", \"fromMessagingServiceSID\": \"later\""
                .formatted(TOKEN));
        keys.putAll(Map.of("twilio.account-sid", StandInAccount.ACCOUNT_SID, "twilio.from", "Acme"));

        assertThat(account().sid()).isEqualTo(StandInAccount.ACCOUNT_SID);
    }

    /** Left empty by those who keep it elsewhere. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void letsKeysOverrideAlsoWhatIsEmptyInTheConnector(boolean byApiKey) throws IOException {
        connector("\"accountSID\": \"\", \"authToken\": \"\", \"fromMessagingServiceSID\": \"\"");
        keys.putAll(Map.of("twilio.account-sid", StandInAccount.ACCOUNT_SID, "twilio.from", "Acme"));
        keys.putAll(byApiKey
                ? Map.of("twilio.api-key", StandInAccount.API_KEY, "twilio.api-secret", "hush")
                : Map.of("twilio.auth-token", "hush"));

        assertThat(account().login().password()).isEqualTo("hush");
    }

    @ParameterizedTest
    @CsvSource({"accountSID,AC12,AC and 32", "accountSID,'',AC and 32", "authToken,'',one word",
            "fromMessagingServiceSID,AC00000000000000000000000000000001,MG and 32",
            "fromMessagingServiceSID,'',MG and 32"})
    void refusesAConnectorWithAWrongField(String field, String value, String problem) throws IOException {
        Map<String, String> fields = new HashMap<>(Map.of("accountSID", StandInAccount.ACCOUNT_SID, "authToken", TOKEN,
                "fromMessagingServiceSID", StandInAccount.MESSAGING_SERVICE_SID));
        fields.put(field, value);
        List<String> json = new ArrayList<>();
        fields.forEach((name, text) -> json.add("\"" + name + "\": \"" + text + "\""));
        connector(String.join(",", json));

        assertThat(problems()).singleElement().asString().startsWith("sms.connector-config ").contains(field, problem)
                .doesNotContain(TOKEN);
    }

    @Test
    void saysAllThatIsWrongWithFiles() throws IOException {
        file("account-sid", "a secret in the wrong file");
        file("auth-token", "");
        keys.putAll(Map.of("twilio.api-key-file", directory.resolve("missing").toString(), "twilio.api-secret", "hush",
                "twilio.from", "Acme"));

        assertThat(problems()).satisfiesExactlyInAnyOrder(
                line -> assertThat(line).startsWith("twilio.account-sid-file (").contains("must hold AC and 32"),
                line -> assertThat(line).startsWith("twilio.auth-token-file (").contains("must hold one word"),
                line -> assertThat(line).startsWith("twilio.api-key-file (").contains("cannot be read"))
                .noneMatch(line -> line.contains("a secret") || line.contains("hush"));
    }

    @Test
    void refusesAKeyBesideItsFile() throws IOException {
        keys.putAll(Map.of("twilio.account-sid", StandInAccount.ACCOUNT_SID, "twilio.auth-token", "one", "twilio.from",
                "Acme"));
        file("auth-token", "other");

        assertThat(problems()).containsExactly(
                "twilio.auth-token, twilio.auth-token-file: both are set; set one of the two");
    }

    @Test
    void asksForNothingThatAnUnreadableConnectorMayHold() {
        keys.put("sms.connector-config", directory.resolve("missing.json").toString());

        assertThat(problems()).singleElement().asString().contains("missing.json: cannot be read");
    }

    private void connector(String fields) throws IOException {
        keys.put("sms.connector-config",
                Files.writeString(directory.resolve("connector.json"), "{" + fields + "}").toString());
    }

    private void file(String name, String content) throws IOException {
        keys.put("twilio." + name + "-file", Files.writeString(directory.resolve(name), content).toString());
    }

    private TwilioAccount account() {
        return read().orElseThrow();
    }

    private List<String> problems() {
        return read().problems();
    }

    private Checked<TwilioAccount> read() {
        SmallRyeConfig config = Mappings.of(keys, TwilioConfig.class, ConnectorConfig.class);
        TwilioConfig twilio = config.getConfigMapping(TwilioConfig.class);
        ConnectorConfig connector = config.getConfigMapping(ConnectorConfig.class);
        List<Path> files = new ArrayList<>(TwilioAccount.files(twilio));
        connector.connectorConfig().ifPresent(files::add);
        Snapshot snapshot = Snapshot.of(files);
        return TwilioAccount.read(twilio, ConnectorFile.of(connector, snapshot), snapshot);
    }
}
