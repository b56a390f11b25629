package dev.smsverification.topic;

import java.time.Duration;
import java.util.List;

import dev.smsverification.setting.SwitchSetting;
import dev.smsverification.setting.TextSetting;
import dev.smsverification.setting.TimeSetting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

/** The names of the topics and the consumer group. */
@ConfigMapping(prefix = "sms")
public interface TopicsConfig {

    @WithDefault("sms-verification-worker")
    @WithConverter(GroupId.class)
    String groupId();

    Names topics();

    Retry retry();

    interface Names {

        @WithDefault("sms.verification.requested")
        @WithConverter(TopicName.class)
        String requested();

        @WithDefault("sms.verification.status")
        @WithConverter(TopicName.class)
        String status();

        /** The topic's name is this and a delay. */
        @WithDefault("sms.verification.retry")
        @WithConverter(TopicPrefix.class)
        String retryPrefix();

        @WithDefault("sms.verification.dead-letter")
        @WithConverter(TopicName.class)
        String deadLetter();

        /** Whether to create the topics that are missing. */
        @WithDefault("false")
        @WithConverter(SwitchSetting.class)
        boolean create();
    }

    /** Of {@code sms.retry} what names topics; how often to retry is in {@code DeliveryConfig}. */
    interface Retry {

        /** One retry topic each, ascending. */
        @WithDefault("5s,30s,120s")
        List<@WithConverter(TimeSetting.class) Duration> delays();
    }

    /** A valid name of a consumer group. */
    final class GroupId extends TextSetting {
        public GroupId() {
            super(".*\\S.*", "must not be blank");
        }
    }

    /** A valid name of a topic. */
    final class TopicName extends TextSetting {
        public TopicName() {
            super("(?!\\.{1,2}$)[a-zA-Z0-9._-]{1,249}",
                    "must be a topic's name: up to 249 letters, digits, dots, underscores and hyphens");
        }
    }

    /** A valid name of a topic also when the longest delay, {@code -2592000000ms}, is appended. */
    final class TopicPrefix extends TextSetting {
        public TopicPrefix() {
            super("[a-zA-Z0-9._-]{1,230}",
                    "must be the beginning of a topic's name: up to 230 letters, digits, dots, underscores and hyphens");
        }
    }
}
