package dev.smsverification.twilio;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

import org.hibernate.validator.constraints.time.DurationMin;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.Secret;
import io.smallrye.config.WithDefault;

/**
 * The account and how to talk to it. Each key also works under Twilio's own environment name, such as
 * {@code TWILIO_ACCOUNT_SID}. What one key alone cannot tell is checked by {@link TwilioProblems}.
 */
@ConfigMapping(prefix = "twilio")
public interface TwilioConfig {

    Optional<@Pattern(regexp = "AC[0-9a-fA-F]{32}", message = "must be AC and 32 hexadecimal digits") String> accountSid();

    /** A file that holds it, as do those below: read again when it changes. */
    Optional<Path> accountSidFile();

    /** Needed to check receipts even where an API key sends. To be read through {@link TwilioAccount#revealed}. */
    Optional<Secret<String>> authToken();

    Optional<Path> authTokenFile();

    /** Goes before the auth token where both are set. */
    Optional<@Pattern(regexp = "SK[0-9a-fA-F]{32}", message = "must be SK and 32 hexadecimal digits") String> apiKey();

    Optional<Path> apiKeyFile();

    Optional<Secret<String>> apiSecret();

    Optional<Path> apiSecretFile();

    Optional<@Pattern(regexp = "MG[0-9a-fA-F]{32}", message = "must be MG and 32 hexadecimal digits") String> messagingServiceSid();

    /** A number in E.164, a short code or an alphanumeric sender; instead of a messaging service. */
    Optional<@Pattern(regexp = "\\+[1-9][0-9]{6,14}|[0-9]{3,8}|(?=.*[A-Za-z])[A-Za-z0-9 ._&+-]{1,11}", message = "must be a number with +, a short code, or up to 11 letters and digits") String> from();

    /** Without it {@code https://api.twilio.com}, or the host of {@link #region()} and {@link #edge()}. */
    Optional<URI> baseUrl();

    Optional<@Pattern(regexp = "[a-z0-9-]+", message = "must be a Twilio region such as ie1") String> region();

    Optional<@Pattern(regexp = "[a-z0-9-]+", message = "must be a Twilio edge such as dublin") String> edge();

    /** Connect, TLS and answer together; at most half of it for connecting. */
    @WithDefault("10s")
    @NotNull
    @DurationMin(millis = 1, message = "must be longer than nothing, such as 10s")
    Duration requestTimeout();

    /** A PEM file with the only authorities whose certificates count, such as a proxy's; without it those of the JVM. */
    Optional<Path> caCertificates();

    /** Without it {@link RiskCheck#ENABLE}, unless the connector file says otherwise. */
    Optional<RiskCheck> riskCheck();

    /** Turns delivery receipts on. */
    Optional<URI> statusCallbackUrl();

    /** What to do after an attempt that may have been sent. */
    @WithDefault("reconcile")
    @NotNull
    Uncertain uncertain();

    /**
     * What answers with these error codes mean, beyond or against the table that comes with the worker
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
}
