package dev.smsverification.twilio;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.smsverification.reload.Snapshot;
import dev.smsverification.setting.HttpUrl;

/** Finds the mistakes in a configuration that no single key shows. */
final class TwilioProblems {

    private TwilioProblems() {}

    /** A line for each problem: the key and what would be right, never a secret. Empty when an account can be made of the settings. */
    static List<String> in(TwilioConfig config, AccountSettings settings) {
        List<String> problems = new ArrayList<>(settings.problems());
        if (settings.complete()) {
            credentials(settings).ifPresent(problems::add);
            sender(settings.messagingServiceSid(), config.from()).ifPresent(problems::add);
        }
        config.baseUrl().filter(url -> !HttpUrl.is(url) || !isBare(url)).ifPresent(_ -> problems
                .add("twilio.base-url (hidden): must be a scheme, a host and perhaps a port, such as https://api.twilio.com"));
        if (config.baseUrl().isEmpty() && config.edge().isEmpty()) {
            config.region().filter(region -> !region.equals(TwilioAccount.DEFAULT_REGION)).ifPresent(region -> problems
                    .add("twilio.edge, twilio.base-url: not set, but twilio.region is " + region
                            + "; set TWILIO_EDGE as well, such as dublin for ie1 or sydney for au1"));
        }
        config.statusCallbackUrl().filter(url -> !HttpUrl.is(url)).ifPresent(_ -> problems
                .add("twilio.status-callback-url (hidden): must be an absolute URL, such as https://sms.example.com/receipts"));
        config.caCertificates().filter(file -> !holdsCertificates(file)).ifPresent(file -> problems
                .add("twilio.ca-certificates (" + Snapshot.shown(file)
                        + "): must be a file that can be read, with certificates in PEM"));
        problems.addAll(ErrorCodes.problemsIn(config.errorCodes()));
        return List.copyOf(problems);
    }

    private static Optional<String> credentials(AccountSettings settings) {
        boolean sid = settings.accountSid().isPresent();
        boolean token = settings.authToken().isPresent();
        boolean key = settings.apiKey().isPresent();
        boolean secret = settings.apiSecret().isPresent();
        if (key != secret) {
            return Optional.of(key
                    ? "twilio.api-secret: not set, but twilio.api-key is; set TWILIO_API_SECRET as well"
                    : "twilio.api-key: not set, but twilio.api-secret is; set TWILIO_API_KEY as well");
        }
        if (!sid && !token && !key) {
            return Optional.of("twilio.account-sid, twilio.auth-token: no credentials;"
                    + " set TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN");
        }
        if (!sid) {
            return Optional.of("twilio.account-sid: not set; set TWILIO_ACCOUNT_SID to AC and 32 hexadecimal digits");
        }
        return token || key
                ? Optional.empty()
                : Optional.of("twilio.auth-token: not set; set TWILIO_AUTH_TOKEN,"
                        + " or TWILIO_API_KEY and TWILIO_API_SECRET");
    }

    private static Optional<String> sender(Optional<String> serviceSid, Optional<String> from) {
        if (serviceSid.isPresent() != from.isPresent()) {
            return Optional.empty();
        }
        return Optional.of("twilio.messaging-service-sid" + shown(serviceSid) + ", twilio.from" + shown(from) + ": "
                + (from.isPresent() ? "both are set" : "not set") + "; set one of the two, such as"
                + " TWILIO_MESSAGING_SERVICE_SID to MG and 32 hexadecimal digits");
    }

    private static String shown(Optional<String> value) {
        return value.map(text -> " (" + text + ")").orElse("");
    }

    /** Whether the file holds certificates in PEM. The factory alone would also take DER, which Vert.x cannot read. */
    static boolean holdsCertificates(Path file) {
        try {
            byte[] pem = Files.readAllBytes(file);
            return new String(pem, US_ASCII).contains("-----BEGIN CERTIFICATE-----") && !CertificateFactory
                    .getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem)).isEmpty();
        } catch (IOException | CertificateException _) {
            return false;
        }
    }

    private static boolean isBare(URI url) {
        return url.getRawUserInfo() == null && url.getRawQuery() == null && url.getRawFragment() == null
                && (url.getRawPath().isEmpty() || url.getRawPath().equals("/"));
    }
}
