package dev.smsverification.event;

import java.time.Duration;
import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The names of the topics and the consumer group. */
@ConfigMapping(prefix = "sms")
public interface TopicsConfig {

    @WithDefault("sms-verification-worker")
    @NotBlank
    String groupId();

    @Valid
    Names topics();

    @Valid
    Retry retry();

    interface Names {

        @WithDefault("sms.verification.requested")
        @NotBlank
        String requested();

        @WithDefault("sms.verification.status")
        @NotBlank
        String status();

        @WithDefault("sms.verification.retry")
        @NotBlank
        String retryPrefix();

        @WithDefault("sms.verification.dead-letter")
        @NotBlank
        String deadLetter();

        /** Whether to create the topics that are missing. */
        @WithDefault("false")
        boolean create();
    }

    interface Retry {

        /** One retry topic each, ascending. */
        @WithDefault("5s,30s,120s")
        @NotEmpty
        List<@NotNull Duration> delays();
    }
}
