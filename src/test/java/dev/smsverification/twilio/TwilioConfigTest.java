package dev.smsverification.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.smsverification.reload.Checked;
import dev.smsverification.reload.Snapshot;
import dev.smsverification.testing.Mappings;
import dev.smsverification.testing.StandInAccount;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.Secret;
import io.smallrye.config.SmallRyeConfigBuilder;

class TwilioConfigTest {

    private static final String TOKEN = "0123456789abcdef0123456789abcdef";

    @Test
    void understandsTwiliosOwnEnvironmentNames() {
        TwilioConfig config = environment(Map.of("TWILIO_ACCOUNT_SID", StandInAccount.ACCOUNT_SID, "TWILIO_AUTH_TOKEN",
                TOKEN, "TWILIO_API_KEY", StandInAccount.API_KEY, "TWILIO_API_SECRET", "hush",
                "TWILIO_MESSAGING_SERVICE_SID", StandInAccount.MESSAGING_SERVICE_SID, "TWILIO_REGION", "ie1",
                "TWILIO_EDGE", "dublin"));

        TwilioAccount account = account(config);

        assertThat(account.sid()).isEqualTo(StandInAccount.ACCOUNT_SID);
        assertThat(account.login()).isEqualTo(new TwilioAccount.Login(StandInAccount.API_KEY, "hush"));
        assertThat(account.sender())
                .isEqualTo(new TwilioAccount.From.MessagingService(StandInAccount.MESSAGING_SERVICE_SID));
        assertThat(account.hosts().api()).isEqualTo(URI.create("https://api.dublin.ie1.twilio.com"));
        assertThat(config.authToken().map(Secret::get)).contains(TOKEN);
    }

    @Test
    void understandsTheOtherEnvironmentNames() {
        TwilioConfig config = environment(Map.of("TWILIO_BASE_URL", "http://127.0.0.1:4010", "TWILIO_FROM", "Acme",
                "TWILIO_REQUEST_TIMEOUT", "3s", "TWILIO_RISK_CHECK", "disable", "TWILIO_UNCERTAIN", "give-up",
                "TWILIO_STATUS_CALLBACK_URL", "https://sms.example.com/receipts", "TWILIO_ERROR_CODES__30450_",
                "throttled", "TWILIO_PHONE_NUMBER", "+15005550006"));

        assertThat(config.baseUrl()).contains(URI.create("http://127.0.0.1:4010"));
        assertThat(config.from()).contains("Acme");
        assertThat(config.requestTimeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(config.riskCheck()).contains(TwilioConfig.RiskCheck.DISABLE);
        assertThat(config.uncertain()).isEqualTo(TwilioConfig.Uncertain.GIVE_UP);
        assertThat(config.statusCallbackUrl()).contains(URI.create("https://sms.example.com/receipts"));
        assertThat(config.errorCodes()).isEqualTo(Map.of("30450", "throttled"));
    }

    @Test
    void hasTheDefaultsOfTheContract() {
        TwilioConfig config = properties(Map.of("auth-token", TOKEN));

        assertThat(config.requestTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.riskCheck()).isEmpty();
        assertThat(config.uncertain()).isEqualTo(TwilioConfig.Uncertain.RECONCILE);
        TwilioAccount account = account(config);
        assertThat(account.riskCheck()).isTrue();
        assertThat(account.hosts()).isEqualTo(new TwilioAccount.Hosts(URI.create("https://api.twilio.com"),
                URI.create("https://messaging.twilio.com")));
        assertThat(account.login()).isEqualTo(new TwilioAccount.Login(StandInAccount.ACCOUNT_SID, TOKEN));
    }

    @ParameterizedTest
    @CsvSource({"sydney,,https://api.sydney.us1.twilio.com", ",us1,https://api.us1.twilio.com",
            "dublin,ie1,https://api.dublin.ie1.twilio.com"})
    void derivesTheHostAsTwiliosLibrariesDo(String edge, String region, URI host) {
        Map<String, String> keys = new HashMap<>(Map.of("auth-token", TOKEN));
        Optional.ofNullable(edge).ifPresent(name -> keys.put("edge", name));
        Optional.ofNullable(region).ifPresent(name -> keys.put("region", name));

        assertThat(account(properties(keys)).hosts().api()).isEqualTo(host);
    }

    @Test
    void needsNoEdgeWhereTheBaseUrlNamesTheHost() {
        TwilioConfig config = properties(
                Map.of("auth-token", TOKEN, "region", "ie1", "base-url", "http://127.0.0.1:4010"));

        assertThat(account(config).hosts().api()).isEqualTo(URI.create("http://127.0.0.1:4010"));
    }

    @Test
    void saysWhichTwoVariablesToSet() {
        assertThat(problems(environment(Map.of("TWILIO_FROM", "+15005550006")))).singleElement().asString()
                .contains("no credentials").contains("TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN");
    }

    @ParameterizedTest
    @CsvSource({"api-key,SK00000000000000000000000000000001,twilio.api-secret: not set",
            "api-secret,hush,twilio.api-key: not set", "account-sid,'',twilio.account-sid: not set",
            "auth-token,'',twilio.auth-token: not set", "messaging-service-sid,'','twilio.messaging-service-sid, '",
            "from,Acme,'twilio.messaging-service-sid (MG00000000000000000000000000000001), twilio.from (Acme): both'",
            "base-url,ftp://x,twilio.base-url (hidden): must be",
            "base-url,api.twilio.com,twilio.base-url (hidden): must be",
            "base-url,https://a/b,twilio.base-url (hidden): must be",
            "base-url,https://a:70000,twilio.base-url (hidden): must be",
            "base-url,https://a:0,twilio.base-url (hidden): must be",
            "base-url,https://a?b=c,twilio.base-url (hidden): must be",
            "base-url,https://a#b,twilio.base-url (hidden): must be",
            "base-url,https://u:p@a,twilio.base-url (hidden): must be",
            "ca-certificates,/nowhere,twilio.ca-certificates (/nowhere): must be",
            "ca-certificates,pom.xml,twilio.ca-certificates (pom.xml): must be",
            "region,ie1,'twilio.edge, twilio.base-url: not set, but twilio.region is ie1; set TWILIO_EDGE as well'",
            "status-callback-url,/receipts,twilio.status-callback-url (hidden): must be",
            "error-codes.30450,reject,twilio.error-codes.30450 (reject): must be"})
    void saysWhatIsWrongWithKeysTogether(String key, String value, String problem) {
        Map<String, String> keys = new HashMap<>(Map.of("auth-token", TOKEN));
        keys.put(key, value);

        TwilioConfig config = properties(keys);

        assertThat(problems(config)).singleElement().asString().startsWith(problem).doesNotContain(TOKEN,
                "hush", "u:p");
    }

    @ParameterizedTest
    @CsvSource({"account-sid,AC12,AC and 32", "api-key,AC00000000000000000000000000000001,SK and 32",
            "messaging-service-sid,MG1,MG and 32", "from,00,up to 11 letters", "request-timeout,0s,longer than nothing",
            "region,EU!,such as ie1"})
    void saysWhatIsWrongWithOneKey(String key, String value, String problem) {
        assertThatThrownBy(() -> properties(Map.of(key, value))).isInstanceOf(ConfigValidationException.class)
                .hasMessageContaining("twilio." + key).hasMessageContaining(problem).hasMessageNotContaining(TOKEN);
    }

    @Test
    void printsNoSecret() {
        TwilioConfig config = properties(Map.of("auth-token", TOKEN, "status-callback-url",
                "https://twilio:" + TOKEN + "@sms.example.com/receipts"));
        TwilioAccount account = account(config);

        assertThat(List.of(config.toString(), config.authToken().toString(), account.toString(),
                account.login().toString())).noneMatch(text -> text.contains(TOKEN));
    }

    private static TwilioAccount account(TwilioConfig config) {
        return read(config).orElseThrow();
    }

    private static List<String> problems(TwilioConfig config) {
        return read(config).problems();
    }

    private static Checked<TwilioAccount> read(TwilioConfig config) {
        return TwilioAccount.read(config, Optional.empty(), Snapshot.of(List.of()));
    }

    private static TwilioConfig properties(Map<String, String> keys) {
        Map<String, String> properties = new HashMap<>(Map.of("twilio.account-sid", StandInAccount.ACCOUNT_SID,
                "twilio.messaging-service-sid", StandInAccount.MESSAGING_SERVICE_SID));
        keys.forEach((key, value) -> properties.put("twilio." + key, value));
        return Mappings.of(TwilioConfig.class, properties);
    }

    private static TwilioConfig environment(Map<String, String> variables) {
        return new SmallRyeConfigBuilder().withSources(new EnvConfigSource(variables, 300))
                .withMapping(TwilioConfig.class).addDiscoveredConverters().build()
                .getConfigMapping(TwilioConfig.class);
    }
}
