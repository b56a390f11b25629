package dev.smsverification.twilio;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import dev.smsverification.setting.TextSetting;
import dev.smsverification.setting.TimeSetting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.Secret;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

/**
 * The account and how to talk to it. Each key also works under Twilio's own environment name, such as
 * {@code TWILIO_ACCOUNT_SID}. Mistakes that no single key shows are found by {@link TwilioProblems}.
 */
@ConfigMapping(prefix = "twilio")
public interface TwilioConfig {

    Optional<@WithConverter(AccountSid.class) String> accountSid();

    /** A file that holds the value, as with each {@code …File} below; reloaded when it changes. */
    Optional<Path> accountSidFile();

    /** Where the key is not set, the secret holds null. */
    Optional<Secret<String>> authToken();

    Optional<Path> authTokenFile();

    /** Takes precedence over the auth token. */
    Optional<@WithConverter(KeySid.class) String> apiKey();

    Optional<Path> apiKeyFile();

    Optional<Secret<String>> apiSecret();

    Optional<Path> apiSecretFile();

    Optional<@WithConverter(ServiceSid.class) String> messagingServiceSid();

    /** A number in E.164, a short code or an alphanumeric sender; instead of a messaging service. */
    Optional<@WithConverter(Sender.class) String> from();

    /** Without it {@code https://api.twilio.com}, or the host of {@link #region()} and {@link #edge()}. */
    Optional<URI> baseUrl();

    /**
     * Where Twilio processes and keeps messages. Any but {@code us1} needs an {@link #edge()}: Twilio has no host for the region alone
     * (https://www.twilio.com/docs/global-infrastructure/api-domain-migration-guide).
     */
    Optional<@WithConverter(Region.class) String> region();

    /** Where connections enter Twilio's network. */
    Optional<@WithConverter(Edge.class) String> edge();

    /** Connect, TLS and answer together; at most half of it for connecting. */
    @WithDefault("10s")
    @WithConverter(TimeSetting.class)
    Duration requestTimeout();

    /** A PEM file with the only authorities to trust, such as a proxy's; without it those of the JVM. */
    Optional<Path> caCertificates();

    /** Without it {@link RiskCheck#ENABLE}, unless the connector file says otherwise. */
    Optional<RiskCheck> riskCheck();

    /** Passed on to Twilio, which reports the status of each message there; the worker does not listen to it. */
    Optional<URI> statusCallbackUrl();

    /** What to do after an attempt that may have been sent. */
    @WithDefault("reconcile")
    Uncertain uncertain();

    /**
     * What these error codes mean, in addition to the table that comes with the worker or in place of its entries
     * ({@code twilio-error-codes.properties}, which also tells how to write it):
     * {@code twilio.error-codes.30450=rejected fraud_suspected alert}.
     */
    Map<String, String> errorCodes();

    /** Twilio's {@code RiskCheck}. */
    enum RiskCheck {
        ENABLE, DISABLE
    }

    enum Uncertain {
        /** Ask Twilio; send again if it has no such message. */
        RECONCILE,
        /** Send again. */
        RESEND,
        /** Neither. */
        GIVE_UP
    }

    final class AccountSid extends TextSetting {
        public AccountSid() {
            super(ValueFormat.ACCOUNT_SID.pattern(), "must be " + ValueFormat.ACCOUNT_SID.words());
        }
    }

    final class KeySid extends TextSetting {
        public KeySid() {
            super(ValueFormat.API_KEY.pattern(), "must be " + ValueFormat.API_KEY.words());
        }
    }

    final class ServiceSid extends TextSetting {
        public ServiceSid() {
            super(ValueFormat.SERVICE_SID.pattern(), "must be " + ValueFormat.SERVICE_SID.words());
        }
    }

    final class Sender extends TextSetting {
        public Sender() {
            super("\\+[1-9][0-9]{6,14}|[0-9]{3,8}|(?=.*[A-Za-z])[A-Za-z0-9 ._&+-]{1,11}",
                    "must be a number with +, a short code, or up to 11 letters and digits");
        }
    }

    final class Region extends TextSetting {
        public Region() {
            super(ValueFormat.REGION.pattern(), "must be " + ValueFormat.REGION.words());
        }
    }

    final class Edge extends TextSetting {
        public Edge() {
            super(ValueFormat.EDGE.pattern(), "must be " + ValueFormat.EDGE.words());
        }
    }
}
