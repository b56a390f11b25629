package dev.smsverification.twilio;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.smsverification.connector.ConnectorFile;
import dev.smsverification.reload.Checked;
import dev.smsverification.reload.Snapshot;

/**
 * An account at Twilio, and how to send through it. Prints no credentials.
 *
 * @param sid the account's SID
 * @param login for basic auth; secret
 * @param sender whom messages come from
 * @param riskCheck whether Twilio checks for fraud
 * @param statusCallback where Twilio reports deliveries; may hold a password
 * @param hosts where Twilio is
 * @param requestTimeout for connect, TLS and answer together
 */
public record TwilioAccount(String sid, Login login, From sender, boolean riskCheck, Optional<URI> statusCallback,
        Hosts hosts, Duration requestTimeout) {

    static final String DEFAULT_REGION = "us1";

    @Override
    public String toString() {
        return "TwilioAccount[sid=" + sid + ", sender=" + sender + "]";
    }

    /** The account's path at the host of the API. */
    String path() {
        return "/2010-04-01/Accounts/" + sid;
    }

    /** The path of its messages. */
    String messages() {
        return path() + "/Messages.json";
    }

    /** Basic auth with an API key or with the account's SID and auth token. Prints neither. */
    public record Login(String user, String password) {

        /** An API key of the usual kind may not read the account itself. */
        boolean isApiKey() {
            return user.startsWith("SK");
        }

        String authorization() {
            byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
            return "Basic " + Base64.getEncoder().encodeToString(pair);
        }

        @Override
        public String toString() {
            return "Login[]";
        }
    }

    /** Whom messages come from. */
    public sealed interface From {

        record MessagingService(String sid) implements From {}

        record Number(String number) implements From {}
    }

    /** The base URLs of the two Twilio APIs in use: scheme, host and perhaps port. */
    public record Hosts(URI api, URI messaging) {

        /** At Twilio the Messaging API has a host of its own; a proxy or a stand-in serves both. */
        static Hosts at(URI api) {
            String host = api.getHost();
            boolean atTwilio = host.startsWith("api.") && host.endsWith(".twilio.com");
            return new Hosts(api,
                    atTwilio ? URI.create("https://messaging." + host.substring("api.".length())) : api);
        }
    }

    /** The files that keys name, the connector file aside. */
    public static List<Path> files(TwilioConfig config) {
        return Stream.of(config.accountSidFile(), config.authTokenFile(), config.apiKeyFile(), config.apiSecretFile())
                .flatMap(Optional::stream).toList();
    }

    /**
     * Reads the account from the configuration.
     *
     * @param connector the connector file, if there is one
     * @param files the contents of {@link #files}
     */
    public static Checked<TwilioAccount> read(TwilioConfig config, Optional<ConnectorFile> connector, Snapshot files) {
        AccountSettings settings = AccountSettings.read(config, connector, files);
        List<String> problems = TwilioProblems.in(config, settings);
        return problems.isEmpty() ? Checked.good(of(config, settings)) : Checked.bad(problems);
    }

    private static TwilioAccount of(TwilioConfig config, AccountSettings settings) {
        String sid = settings.accountSid().orElseThrow();
        Login login = settings.apiKey().map(key -> new Login(key, settings.apiSecret().orElseThrow()))
                .orElseGet(() -> new Login(sid, settings.authToken().orElseThrow()));
        From sender = settings.messagingServiceSid().<From>map(From.MessagingService::new)
                .orElseGet(() -> new From.Number(config.from().orElseThrow()));
        return new TwilioAccount(sid, login, sender, settings.riskCheck(), config.statusCallbackUrl(),
                Hosts.at(api(config)), config.requestTimeout());
    }

    /** As Twilio's own libraries build it: an edge without a region is one of {@link #DEFAULT_REGION}. */
    private static URI api(TwilioConfig config) {
        String edge = config.edge().map(name -> name + ".").orElse("");
        String region = config.region().or(() -> config.edge().map(_ -> DEFAULT_REGION)).map(name -> name + ".")
                .orElse("");
        return config.baseUrl().orElseGet(() -> URI.create("https://api." + edge + region + "twilio.com"));
    }
}
